import type { Found } from '@weir/shared/backtest/found'
import { UNPLACED } from '@weir/shared/contract/pack'
import type { PackView } from '@weir/shared/contract/pack-view'
import { blockageSentence } from '@weir/shared/words/blockage-sentence'

/** A transition as a line of `weir backtest`: where, what, on what evidence, and in both languages as one would say it. */
export function lineOfFound({ at, state, locality, places, rule, blockage, findings }: Found, pack: PackView) {
  const ids = [UNPLACED, ...pack.localities.map(({ id }) => id)]
  const place = locality === null ? null : (ids[locality] ?? null)
  const { kind, service, pathway, stage, ...evidence } = blockage
  const sentence = (language: 'en' | 'cy') => blockageSentence({ blockage, locality: place }, pack, language)
  return {
    at: new Date(at).toISOString(),
    locality: place,
    ...(locality === null ? { localities: places.map((one) => ids[one] ?? '') } : {}),
    service,
    pathway,
    stage: stage ?? rule.stage.id,
    signal: kind,
    state,
    evidence: { ...evidence, since: new Date(evidence.since).toISOString(), findings },
    sentence: { en: sentence('en'), cy: sentence('cy') },
  }
}
