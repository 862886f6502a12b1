import type { StageBoard } from '@weir/shared/contract/board'
import * as words from '@weir/shared/words/messages'

type Kind = StageBoard['kind']

/** People wait in a queue, are in hand in work, and are receiving a service: three words, never one. */
export function kindWord(kind: Kind): string {
  switch (kind) {
    case 'queue': return words.waiting()
    case 'work': return words.in_hand()
    case 'service': return words.receiving()
  }
}

export function kindHeading(kind: Kind): string {
  switch (kind) {
    case 'queue': return words.column_waiting()
    case 'work': return words.column_in_hand()
    case 'service': return words.column_receiving()
  }
}
