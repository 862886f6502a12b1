import type { Board, Council } from '@weir/shared/contract/board'
import type { Topic } from '@weir/shared/contract/delta'

/** Which document a topic carries. */
export type DocumentOf<T extends Topic> = T extends 'council' ? Council : Board

/** Where the same document is had over REST. A locality's id may contain any character. */
export const documentPath = (topic: Topic): string =>
  topic === 'council' ? '/api/documents/council' : `/api/documents/board/${encodeURIComponent(topic.slice('board/'.length))}`

/** The other way round, for the server's own short cut; undefined where the path is no document's. */
export function topicOf(path: string): Topic | undefined {
  if (path === '/api/documents/council') return 'council'
  const id = /^\/api\/documents\/board\/([^/]+)$/.exec(path)?.[1]
  return id === undefined ? undefined : `board/${decodeURIComponent(id)}`
}
