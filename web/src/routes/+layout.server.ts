import { error } from '@sveltejs/kit'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ fetch, locals }) => {
  const [pack, status] = await Promise.all([fetch('/api/pack'), fetch('/api/status')])
  if (!pack.ok || !status.ok) error(503, 'the gateway has no figures')
  return { language: locals.language, pack: (await pack.json()) as PackView, status: (await status.json()) as Status }
}
