import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type ServiceAt, type StageAt, asks, standsFor, total } from './service-at.ts'
import type { Trust } from './trust.ts'

/** Of all that wait, so many would wait for longer than 85 in 100 usually did, if nothing were out of the ordinary. */
const USUALLY_OLDER = 0.15
/** The share is sure to nineteen in twenty: one-sided. */
const Z = 1.645

/**
 * Ageing: by how much the share of those who wait for longer than the usual 85th percentile exceeds fifteen in a hundred, as
 * far as that is beyond chance: the lower limit of Wilson's score interval (J. Am. Stat. Assoc. 22, 1927) less 0.15.
 * Evidence: `older`, `of`, `expected`.
 */
export function ageing({ stages }: ServiceAt, _config: PressureConfig, trust: Trust): Reading {
  const all = stages.filter(asks)
  const known = all.filter(({ older }) => older !== null)
  if (!standsFor(known, all)) return notTold('no-history')
  const of = total(known, ({ waiting }) => waiting)
  const older = (atMost: (stage: StageAt) => number) => total(known, (stage) => (trust.stage(stage) ? (stage.older ?? 0) : atMost(stage)))
  const beyond = (count: number) => Math.max(0, surely(count, of) - USUALLY_OLDER)
  const counted = older((stage) => stage.older ?? 0)
  return tell(
    beyond(counted),
    { older: counted, of, expected: of * USUALLY_OLDER },
    { least: beyond(older(() => 0)), most: beyond(older(({ waiting }) => waiting)) },
  )
}

/** The share that `count` of `of` proves at the least. */
function surely(count: number, of: number): number {
  if (of === 0) return 0
  const share = count / of
  const centre = share + (Z * Z) / (2 * of)
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))
  return (centre - spread) / (1 + (Z * Z) / of)
}
