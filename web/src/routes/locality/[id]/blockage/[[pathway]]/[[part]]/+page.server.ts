import { readWall } from '#lib/feed/read-wall.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ fetch, params }) => readWall(fetch, `board/${params.id}`)
