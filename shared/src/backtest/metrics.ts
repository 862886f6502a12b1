import type { Instant } from '../contract/instant.ts'
import type { Change } from '../domain/difference.ts'
import { dayKey, whyKey } from '../domain/metric.ts'
import { type PlaceDay, placeDay } from '../domain/judgement/history.ts'
import type { LocalDay } from '../domain/local-time.ts'

/** The rolling metrics in memory, as the projector's changes make them: what Redis holds of a generation, without Redis. */
export interface Metrics {
  make(change: Change, entity: string): void
  /** a day of a place, by stage */
  day(locality: number, day: LocalDay, stages: number): PlaceDay
  /** scores of a sorted set, in no order */
  scores(set: string): Iterable<Instant>
  size(set: string): number
  why(locality: number): ReadonlyMap<string, number>
  counts(hash: string): ReadonlyMap<string, number>
  values(hash: string): ReadonlyMap<string, string>
  forget(isKept: (hash: string) => boolean): void
}

const EMPTY: ReadonlyMap<string, never> = new Map<string, never>()

export function openMetrics(): Metrics {
  const counts = new Map<string, Map<string, number>>()
  const marks = new Map<string, Map<string, number>>()
  const values = new Map<string, Map<string, string>>()
  const parsed = new Map<number, PlaceDay>() // by a number, because it is asked for far more often than it changes
  return {
    make: (change, entity) => {
      switch (change.kind) {
        case 'count': {
          if (change.hash.startsWith('day:')) parsed.delete(numberOf(change.hash))
          const sum = (counts.get(change.hash)?.get(change.field) ?? 0) + change.by
          return put(counts, change.hash, change.field, sum === 0 ? null : sum)
        }
        case 'mark':
          return put(marks, change.set, entity, change.score)
        case 'value':
          return put(values, change.hash, change.field, change.text)
        default:
          return change satisfies never
      }
    },
    day: (locality, day, stages) => {
      const number = locality * DAYS + day
      let known = parsed.get(number)
      if (!known) parsed.set(number, (known = placeDay(day, Object.fromEntries(counts.get(dayKey(locality, day)) ?? EMPTY), stages)))
      return known
    },
    scores: (set) => (marks.get(set) ?? EMPTY).values(),
    size: (set) => marks.get(set)?.size ?? 0,
    why: (locality) => counts.get(whyKey(locality)) ?? EMPTY,
    counts: (hash) => counts.get(hash) ?? EMPTY,
    values: (hash) => values.get(hash) ?? EMPTY,
    forget: (isKept) => {
      for (const hash of counts.keys()) if (!isKept(hash)) counts.delete(hash)
      for (const number of parsed.keys()) if (!isKept(dayKey(Math.floor(number / DAYS), number % DAYS))) parsed.delete(number)
    },
  }
}

const DAYS = 1_000_000

function numberOf(hash: string): number {
  const [, locality, day] = hash.split(':')
  return Number(locality) * DAYS + Number(day)
}

function put<V>(store: Map<string, Map<string, V>>, name: string, field: string, value: V | null): void {
  let fields = store.get(name)
  if (!fields) store.set(name, (fields = new Map<string, V>()))
  if (value === null) fields.delete(field)
  else fields.set(field, value)
}
