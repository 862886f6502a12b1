import { error } from '@sveltejs/kit'
import type { Council } from '@weir/shared/contract/board'
import { documentPath } from '#lib/feed/topic.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ fetch }) => {
  const response = await fetch(documentPath('council'))
  if (!response.ok) error(503, 'the gateway has no figures')
  return { council: (await response.json()) as Council }
}
