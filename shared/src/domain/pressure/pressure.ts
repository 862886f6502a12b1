import type { Instant } from '../../contract/instant.ts'
import { LEVELS, type DeclaredLevel, type Level, type PressureBoard } from '../../contract/pressure.ts'
import { type PressureConfig, driversOf } from './config.ts'
import { readingsOf } from './drivers.ts'
import { type Reached, type Score, scoreOf } from './score.ts'
import type { ServiceAt } from './service-at.ts'
import { type Trust, trustOf } from './trust.ts'

/** What is remembered from one evaluation to the next, as JSON: the fold over the same instants gives the same levels. */
export interface PressureMemory extends Reached {
  /** from when on this level holds; null before the first evaluation */
  readonly since: Instant | null
}

export const NEW_PRESSURE: PressureMemory = { level: null, steps: {}, since: null }

/**
 * The level of one service in one locality at `now`, with all that it is made of. A late or silent source never calms it: the
 * last figures stand, what rests on them may be anything, and the range says so. A declared level stands beside it and never
 * in its place; one that has run out is gone.
 */
export function pressureOf(
  service: ServiceAt,
  config: PressureConfig,
  before: PressureMemory,
  now: Instant,
): { readonly pressure: PressureBoard; readonly memory: PressureMemory } {
  const trust = trustOf(service, now)
  const score = scoreOf(readingsOf(driversOf(config), service, config, trust, now), config, before)
  const since = before.since === null || score.level !== before.level ? now : before.since
  const declared = holding(service.declared, now)
  return {
    pressure: {
      service: service.service,
      ...score,
      drivers: [...score.drivers],
      weakened: isWeakened(score, trust),
      sources: { late: [...trust.late], silent: [...trust.silent], of: service.sources.length },
      since,
      declared,
      disagrees: disagreement(declared, score.level),
      card: score.level === null ? [] : [...config.cards[LEVELS[score.level - 1] ?? 'critical']],
    },
    memory: { level: score.level, steps: stepsAfter(score, before), since },
  }
}

/** What cannot be told now keeps its step, so that a gap in the figures is no calm. */
function stepsAfter({ drivers }: Score, { steps }: PressureMemory): PressureMemory['steps'] {
  return { ...steps, ...Object.fromEntries(drivers.filter(({ value }) => value !== null).map(({ id, step }) => [id, step])) }
}

/** A disputed count weakens it as well, even where its points are too few to change the level. */
const isWeakened = ({ drivers }: Score, { late, silent }: Trust): boolean =>
  late.length + silent.length > 0 || drivers.some(({ id, points, range }) => range !== null || (id === 'count' && points > 0))

const holding = (declared: DeclaredLevel | null, now: Instant): DeclaredLevel | null =>
  declared && declared.at <= now && (declared.until === null || now < declared.until) ? { ...declared } : null

function disagreement(declared: DeclaredLevel | null, level: Level | null): PressureBoard['disagrees'] {
  return declared && level !== null ? ((declared.level - level) as PressureBoard['disagrees']) : null
}
