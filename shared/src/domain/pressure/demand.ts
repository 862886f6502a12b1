import { negativeBinomial } from '../negative-binomial.ts'
import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type ComesAt, type ServiceAt, isLearnt, total } from './service-at.ts'
import type { Trust } from './trust.ts'

/** The usual range holds eight weeks in ten. */
const LOW = 0.1
const HIGH = 0.9
/** Where fewer are expected in five working days, no number of them tells anything. */
const LEAST_EXPECTED = 2

/**
 * Demand against its usual: by what share the arrivals of the last five working days exceed the top of their usual range. The
 * range is that of a negative binomial whose mean was itself counted, and is wider after a short history.
 * Evidence: `arrived`, `expected`, `low`, `high`.
 */
export function demand({ comes }: ServiceAt, _config: PressureConfig, trust: Trust): Reading {
  const known = comes.filter(({ usual }) => isLearnt(usual))
  if (known.length === 0) return notTold('no-history')
  const arrived = total(known, (one) => one.arrived)
  const expected = total(known, expectedOf)
  if (expected < LEAST_EXPECTED) return notTold('too-few', { arrived, expected })
  const usual = negativeBinomial(expected, total(known, varianceOf))
  const [low, high] = [usual.quantile(LOW), usual.quantile(HIGH)]
  const value = Math.max(0, arrived / high - 1)
  // What has come has come: a source that is late can only add to it.
  return tell(value, { arrived, expected, low, high }, { least: value, most: comes.every(trust.comes) ? value : Infinity })
}

const expectedOf = ({ worth, usual }: ComesAt): number => (usual?.mean ?? 0) * worth

/** Of the count itself, and of the mean that was learnt from so many days. */
function varianceOf(comes: ComesAt): number {
  const { usual, worth } = comes
  return usual ? usual.dispersion * expectedOf(comes) * (1 + worth / usual.learntFrom) : 0
}
