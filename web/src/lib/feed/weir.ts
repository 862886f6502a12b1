import type { Document, Topic } from '@weir/shared/contract/delta'
import type { PackView } from '@weir/shared/contract/pack-view'
import type { OwnScreen } from '@weir/shared/contract/screen'
import type { Status } from '@weir/shared/contract/status'
import { topicOf } from './topic.ts'

/** What the gateway that serves this page puts on the request, so that rendering it needs no way over the network. */
export interface Weir {
  /** the release that serves this page */
  readonly release?: string
  /** what this display is enrolled as */
  readonly screen?: OwnScreen | null
  /** whether whoever asks may read any boards; where nobody says, they may */
  readonly reads?: boolean
  document: (topic: Topic) => Promise<Document | null>
  pack: () => PackView
  status: () => Promise<Status>
}

/** The gateway's own answer to a path of its REST interface. */
export async function answerOf(weir: Weir, path: string): Promise<Response> {
  if (weir.reads === false) return new Response(null, { status: 401 })
  if (path === '/api/pack') return Response.json(weir.pack())
  if (path === '/api/status') return Response.json(await weir.status())
  const topic = topicOf(path)
  const document = topic === undefined ? null : await weir.document(topic)
  return document === null ? new Response(null, { status: 404 }) : Response.json(document)
}
