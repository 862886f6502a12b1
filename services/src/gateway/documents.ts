import type { Version } from '@weir/shared/contract/board'
import type { Delta, Document, Topic } from '@weir/shared/contract/delta'
import { diff, sameVersion } from '@weir/shared/domain/diff'

/**
 * What this gateway has shown: for each topic the newest document and its version. The epoch is this gateway's own, so that
 * a screen that comes from another gateway, or from before a restart, is given a snapshot; a number is never used twice.
 */
export interface Documents {
  current(topic: Topic): Document | undefined
  /** The new content of a topic, as a delta from what was shown before; null where nothing was shown yet. */
  next(topic: Topic, content: Omit<Document, 'version'>): Delta | null
  forget(topic: Topic): void
  has(topic: Topic, version: Version | null): boolean
}

export function openDocuments(epoch: string): Documents {
  const shown = new Map<Topic, Document>()
  let seq = 0
  return {
    current: (topic) => shown.get(topic),
    next: (topic, content) => {
      const before = shown.get(topic)
      const document = { version: { epoch, seq: ++seq }, ...content } as Document
      if (!before) {
        shown.set(topic, document)
        return null
      }
      const delta = diff(before, document)
      // A tick that changes nothing keeps its version: only the clock has moved.
      const told: Delta = delta.patch === null ? { ...delta, to: delta.from } : delta
      shown.set(topic, { ...document, version: told.to })
      return told
    },
    forget: (topic) => void shown.delete(topic),
    has: (topic, version) => {
      const document = shown.get(topic)
      return version !== null && document !== undefined && sameVersion(document.version, version)
    },
  }
}
