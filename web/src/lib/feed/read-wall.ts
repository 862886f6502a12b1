import { error } from '@sveltejs/kit'
import type { Topic } from '@weir/shared/contract/delta'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { type DocumentOf, documentPath } from './topic.ts'

export interface WallData<T extends Topic> {
  readonly pack: PackView
  readonly status: Status
  readonly document: DocumentOf<T>
}

/** Everything that a page is rendered with: it has its figures before any script runs. */
export async function readWall<T extends Topic>(fetch: typeof globalThis.fetch, topic: T): Promise<WallData<T>> {
  const [pack, status, document] = await Promise.all([fetch('/api/pack'), fetch('/api/status'), fetch(documentPath(topic))])
  if (pack.status === 401) error(401, 'not enrolled')
  if (document.status === 404) error(404, 'no such locality')
  if (!pack.ok || !status.ok || !document.ok) error(503, 'the gateway has no figures')
  return { pack: (await pack.json()) as PackView, status: (await status.json()) as Status, document: (await document.json()) as DocumentOf<T> }
}
