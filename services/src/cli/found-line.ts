import type { FlowFound, Found, LevelFound } from '@weir/shared/backtest/found'
import { UNPLACED } from '@weir/shared/contract/pack'
import type { PackView } from '@weir/shared/contract/pack-view'
import { blockageSentence, clearedSentence } from '@weir/shared/words/blockage-sentence'
import { levelSentence } from '@weir/shared/words/level-sentence'

/** A transition as a line of `weir backtest`: where, what, on what evidence, and in both languages as one would say it. */
export const lineOfFound = (found: Found, pack: PackView) => (found.kind === 'flow' ? lineOfFlow(found, pack) : lineOfLevel(found, pack))

const placeOf = (locality: number, { localities }: PackView): string => [UNPLACED, ...localities.map(({ id }) => id)][locality] ?? UNPLACED

function lineOfFlow({ at, state, locality, places, rule, blockage, findings }: FlowFound, pack: PackView) {
  const place = locality === null ? null : placeOf(locality, pack)
  const { kind, service, pathway, stage, ...evidence } = blockage
  return {
    at: new Date(at).toISOString(),
    locality: place,
    ...(locality === null ? { localities: places.map((one) => placeOf(one, pack)) } : {}),
    service,
    pathway,
    stage: stage ?? rule.stage.id,
    signal: kind,
    state,
    evidence: { ...evidence, since: new Date(evidence.since).toISOString(), findings },
    sentence: inBoth((language) => (state === 'opened' ? blockageSentence : clearedSentence)({ blockage, locality: place }, pack, language)),
  }
}

function lineOfLevel({ at, state, locality, service, level, pressure }: LevelFound, pack: PackView) {
  const place = placeOf(locality, pack)
  const { score, of, range, weakened, sources, drivers } = pressure
  return {
    at: new Date(at).toISOString(),
    locality: place,
    service,
    pathway: null,
    stage: null,
    level,
    signal: 'level',
    state,
    evidence: { score, of, range, weakened, sources, drivers },
    sentence: inBoth((language) => levelSentence({ state, locality: place, service, level }, pack, language)),
  }
}

const inBoth = (say: (language: 'en' | 'cy') => string) => ({ en: say('en'), cy: say('cy') })
