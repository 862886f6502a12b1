import { error } from '@sveltejs/kit'
import type { Board } from '@weir/shared/contract/board'
import { documentPath } from '#lib/feed/topic.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ fetch, params }) => {
  const response = await fetch(documentPath(`board/${params.id}`))
  if (response.status === 404) error(404, 'no such locality')
  if (!response.ok) error(503, 'the gateway has no figures')
  return { board: (await response.json()) as Board }
}
