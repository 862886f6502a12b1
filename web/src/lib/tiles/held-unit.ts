import type { BlockageBoard } from '@weir/shared/contract/blockage'
import type { PackView } from '@weir/shared/contract/pack-view'
import { kindWord } from '@weir/shared/words/kind'
import type { Language } from '@weir/shared/words/language'

/** What a number of what is held counts: who waits, or is in hand. Of a duty the signal's own word says it: it waits to be authorised. */
export function heldUnit({ pathway, stage }: Pick<BlockageBoard, 'pathway' | 'stage'>, pack: Pick<PackView, 'pathways'>, language: Language): string | null {
  if (stage === null) return null
  const own = pack.pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)
  return kindWord(own?.kind ?? 'queue', language)
}
