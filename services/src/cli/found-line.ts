import type { FlowFound, Found } from '@weir/shared/backtest/found'
import type { DutyChange, LevelChange } from '@weir/shared/domain/judgement/council'
import type { WarningChange } from '@weir/shared/domain/judgement/warnings'
import { UNPLACED } from '@weir/shared/contract/pack'
import type { PackView } from '@weir/shared/contract/pack-view'
import { blockageSentence, clearedSentence } from '@weir/shared/words/blockage-sentence'
import { levelSentence } from '@weir/shared/words/level-sentence'
import { warningSentence } from '@weir/shared/words/warning-sentence'

/** A transition as a line of `weir backtest`: where, what, on what evidence, and in both languages as one would say it. */
export function lineOfFound(found: Found, pack: PackView) {
  switch (found.kind) {
    case 'flow':
      return lineOfFlow(found, pack)
    case 'duty':
      return lineOfDuty(found, pack)
    case 'level':
      return lineOfLevel(found, pack)
    case 'warning':
      return lineOfWarning(found, pack)
    default:
      return found satisfies never
  }
}

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

function lineOfDuty({ at, state, locality, duty, blockage }: DutyChange, pack: PackView) {
  const place = placeOf(locality, pack)
  const { service, pathway, ...evidence } = blockage
  return {
    at: new Date(at).toISOString(),
    locality: place,
    ...{ service, pathway, stage: null, duty, signal: 'authorisation', state },
    evidence: { ...evidence, since: new Date(evidence.since).toISOString() },
    sentence: inBoth((language) => blockageSentence({ blockage, locality: place }, pack, language)),
  }
}

function lineOfWarning({ at, state, locality, warning, why }: WarningChange, pack: PackView) {
  const place = placeOf(locality, pack)
  const { service, pathway, stage, line, now, threshold, chances, since, record } = warning
  return {
    at: new Date(at).toISOString(),
    locality: place,
    ...{ service, pathway, stage, signal: 'warning', state },
    evidence: { line, now, threshold, chances, since: new Date(since).toISOString(), record, ...(why === null ? {} : { why }) },
    sentence: inBoth((language) => warningSentence(warning, place, pack, language)),
  }
}

function lineOfLevel({ at, state, locality, service, level, pressure }: LevelChange, pack: PackView) {
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
