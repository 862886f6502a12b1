import type { AuthorisationMemory } from '@weir/shared/domain/blockage/authorisation'
import { type Memory, NEW_MEMORY } from '@weir/shared/domain/blockage/watch'
import { NOTHING_REMEMBERED, type Remembered } from '@weir/shared/domain/judgement/council'
import type { LineMemory } from '@weir/shared/domain/judgement/line-memory'
import type { PressureMemory } from '@weir/shared/domain/pressure/pressure'
import type { Rules } from '@weir/shared/domain/rules'
import type { Tally } from '@weir/shared/domain/warning/tally'
import type { Assessment } from '../edge/ledger/judgements.ts'

/**
 * What is remembered from one evaluation to the next, as it is kept in the ledger: by ids, because numbers live and die with
 * a pack. What an older pack knew and this one does not is forgotten; what is new begins with nothing.
 */
interface Kept {
  readonly stages: Readonly<Record<string, { readonly places: Readonly<Record<string, KeptMemory>>; readonly together: KeptMemory }>>
  readonly pressure: Readonly<Record<string, PressureMemory>>
  readonly duties?: Readonly<Record<string, AuthorisationMemory>>
}

/** What was foretold: it changes at midnight only. */
interface KeptDaily {
  readonly lines: Readonly<Record<string, LineMemory>>
  readonly tally: Tally
}

/** JSON has no minus infinity. */
type KeptMemory = Omit<Memory, 'day'> & { readonly day: number | null }

export function keptFrom({ stages, pressure, duties }: Remembered, rules: Rules): Kept {
  const entries = rules.stages.flatMap((rule) => {
    const memory = stages[rule.index]
    return memory ? [[nameOf(rule), { places: Object.fromEntries(memory.places.flatMap(placed(rules))), together: memory.together }] as const] : []
  })
  return {
    stages: Object.fromEntries(entries),
    pressure: Object.fromEntries(pressure),
    duties: Object.fromEntries(duties),
  }
}

export const keptDaily = ({ warnings: { lines, tally } }: Remembered): KeptDaily => ({ lines: Object.fromEntries(lines), tally })

const placed = (rules: Rules) => (memory: Memory, locality: number) => (isNew(memory) ? [] : [[rules.localities[locality] ?? '', memory] as const])

/** Nothing to remember but the day. */
const isNew = ({ open, coming, flagged }: Memory): boolean => !open && !coming && flagged.arrived.length === 0 && flagged.departed.length === 0

export function rememberedFrom(kept: Pick<Assessment, 'memory' | 'daily'>, rules: Rules): Remembered {
  const { stages, pressure, duties } = kept.memory as Kept
  const daily = kept.daily as KeptDaily | null
  return {
    stages: rules.stages.map((rule) => {
      const memory = stages[nameOf(rule)]
      return memory && { places: rules.localities.map((id) => dated(memory.places[id])), together: dated(memory.together) }
    }),
    pressure: new Map(Object.entries(pressure)),
    duties: new Map(Object.entries(duties ?? {})),
    warnings: daily ? { lines: new Map(Object.entries(daily.lines)), tally: daily.tally } : NOTHING_REMEMBERED.warnings,
  }
}

const dated = (memory: KeptMemory | undefined): Memory => (memory ? { ...memory, day: memory.day ?? NEW_MEMORY.day } : NEW_MEMORY)

const nameOf = ({ pathway, stage }: Rules['stages'][number]): string => `${pathway.id}\t${stage.id}`
