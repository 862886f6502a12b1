import { readPack } from '#lib/screen/read-pack.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch }) => readPack(fetch)
