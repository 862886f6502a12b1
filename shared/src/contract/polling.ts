import type { Version } from './board.ts'

/**
 * How a document is polled: `GET /api/documents/…` with `If-None-Match`. The tag is the document's version, so it says whether
 * the figures changed; as at when they are moves all the time, and comes in a header, with 304 too. What a socket says in its
 * welcome stands in another.
 */
export const AS_OF_HEADER = 'weir-as-of'
export const WELCOME_HEADER = 'weir-welcome'

export const etagOf = ({ epoch, seq }: Version): string => `"${epoch}.${seq}"`

/** Whether one of the tags that a request holds is this version's; a proxy may have weakened them. */
export const holds = (header: string | undefined, version: Version): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etagOf(version))
