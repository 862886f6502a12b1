import type { Document, Topic } from '@weir/shared/contract/delta'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { Status } from '@weir/shared/contract/status'
import { topicOf } from './topic.ts'

/** What the gateway that serves this page puts on the request, so that rendering it needs no way over the network. */
export interface Weir {
  /** the release that serves this page */
  readonly release?: string
  document: (topic: Topic) => Promise<Document | null>
  pack: () => PackView
  status: () => Promise<Status>
}

/** The gateway's own answer to a path of its REST interface. */
export async function answerOf(weir: Weir, path: string): Promise<Response> {
  if (path === '/api/pack') return Response.json(weir.pack())
  if (path === '/api/status') return Response.json(await weir.status())
  const topic = topicOf(path)
  const document = topic === undefined ? null : await weir.document(topic)
  return document === null ? new Response(null, { status: 404 }) : Response.json(document)
}
