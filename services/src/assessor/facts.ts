import type { Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import type { DeclaredLevel } from '@weir/shared/contract/pressure'
import type { CouncilFacts } from '@weir/shared/domain/judgement/council'
import type { ComesDaily } from '@weir/shared/domain/judgement/comes-to'
import { reasonsIn } from '@weir/shared/domain/judgement/reasons'
import { type LocalDay, localDay } from '@weir/shared/domain/local-time'
import { interimIn } from '@weir/shared/domain/pressure/interim'
import { type Reading, readBoard } from '@weir/shared/domain/read-board'
import type { Rules } from '@weir/shared/domain/rules'
import type { DueAhead } from './due-ahead.ts'
import type { Histories } from './histories.ts'

/** What was read from Redis, as the judgement asks for it. Nothing is read here. */
export interface Read {
  readonly pack: Pack
  readonly rules: Rules
  readonly readings: ReadonlyMap<number, Reading>
  readonly histories: Histories
  readonly comes: ComesDaily
  /** null but at midnight */
  readonly dueAhead: DueAhead | null
}

/**
 * Sources speak to the whole council: how long ago each was heard is of the last reading, whichever place it was of. A place where
 * nothing happens for hours would else rest on what was heard when it was read, and be in doubt although every source speaks.
 */
export function hearTogether(readings: Map<number, Reading>, latest: Pick<Reading, 'heard' | 'through'> | undefined): void {
  if (!latest) return
  const { heard, through } = latest
  for (const [locality, reading] of readings) readings.set(locality, { ...reading, heard, through })
}

export function factsOf(read: Read, now: Instant): CouncilFacts {
  const { pack, rules, readings, histories, comes, dueAhead } = read
  const today = localDay(now, pack.timeZone)
  return {
    flows: (which) => flowsIn(read, which, today),
    why: (stage, locality) => reasonsIn(Object.entries(readings.get(locality)?.why ?? {}), stage),
    place: (locality) => {
      const reading = readings.get(locality)
      if (!reading) throw new RangeError(`locality ${locality} was not read`)
      const { stages, capacity, sources } = readBoard(reading, rules.localities[locality] ?? '', pack, rules, 'live', now)
      return {
        ...{ locality, stages, capacity, sources },
        timed: reading.stages.map(({ timed }) => timed),
        older: reading.older,
        interim: interimIn(Object.entries(reading.why), rules.stages.length),
        comes: (service) => comes(locality, service, today, () => histories.days(locality, today)),
        declared: (service) => declaredHere(reading, service),
      }
    },
    duties: readings,
    dueAhead: (stage, locality) => dueAhead?.[locality]?.[stage] ?? new Map<LocalDay, number>(),
  }
}

function flowsIn({ rules, readings, histories }: Read, which: ReadonlySet<number> | null, today: LocalDay): ReturnType<CouncilFacts['flows']> {
  return rules.stages.map(({ index }) =>
    which && !which.has(index)
      ? []
      : rules.localities.map((_id, locality) => {
          const reading = readings.get(locality)
          const stage = reading?.stages[index]
          return {
            ...histories.flow(locality, index, today),
            waiting: stage?.waiting ?? 0,
            oldestEnteredAt: stage?.oldest ?? null,
            older: reading?.older[index] ?? null,
          }
        }),
  )
}

/** Of several declarations the last one stands. */
function declaredHere({ declared }: Reading, service: string): DeclaredLevel | null {
  const [last] = declared.filter((one) => one.service === service).sort((a, b) => b.at - a.at)
  return last ? { level: last.level, reason: last.reason, at: last.at, until: last.until } : null
}
