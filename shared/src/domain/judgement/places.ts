import type { Instant } from '../../contract/instant.ts'
import type { Flow } from '../blockage/flow.ts'
import { localDay } from '../local-time.ts'
import type { WatchedPlace } from './flows.ts'

/** Stages in places where anything ever came: the others cannot cry wolf, and take no part of what the wall is allowed. */
export const flowsWithWork = (flows: readonly (readonly Flow[])[]): number =>
  flows.flat().filter(({ arrived }) => arrived.some(({ count }) => count > 0)).length

/**
 * What is nowhere yet is no flow: it is placed within days, the past then changes, and the last days always look busy. A
 * council that places nothing at all is judged as one.
 */
export function isPlaceOf(flows: readonly Flow[]): (locality: number) => boolean {
  const placed = flows.slice(1).some(({ arrived }) => arrived.some(({ count }) => count > 0))
  return (locality) => locality > 0 || !placed
}

/**
 * Whether the next stage gets nothing from here because nothing leaves, or left until the other day: where only the record is
 * late, cases may well come.
 */
export function isHolding({ tests, memory }: WatchedPlace, now: Instant, timeZone: string): boolean {
  if (memory.open?.kind === 'recording-lag') return false
  const { arrived, departed } = memory.flagged
  const last = localDay(now, timeZone) - LATELY_DAYS
  return tests.stall !== null || departed.some((span) => span.to >= last && !arrived.some(({ from }) => from === span.from))
}

const LATELY_DAYS = 6
