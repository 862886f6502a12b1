import type { Instant } from '../../contract/instant.ts'
import type { PressureConfig } from './config.ts'
import { type Reading, notTold, tell } from './reading.ts'
import { type CapacityAt, type ServiceAt, total } from './service-at.ts'
import { type Trust, isExpired } from './trust.ts'

/**
 * Capacity against need: the share of the need that is not met, of whatever is shortest, for staff, hours and beds cannot be
 * summed; each weighs as the pack says. A report without a need tells nothing. Once a report has run out nobody knows, so its
 * last word stands and anything is possible. About: the unit. Evidence: `available`, `needed`, `expired` (of all reports).
 */
export function capacity({ capacity: reports }: ServiceAt, config: PressureConfig, trust: Trust, now: Instant): Reading {
  const known = reports.filter(({ needed }) => needed !== null)
  const [first, ...rest] = known
  if (!first) return notTold('none-reported')
  const short = (report: CapacityAt) => shortOf(report, config)
  const worst = rest.reduce((found, report) => (short(report) > short(found) ? report : found), first)
  const expired = total(known, (report) => (isExpired(report, now) ? 1 : 0))
  const reading = tell(
    short(worst),
    { available: worst.available, needed: worst.needed ?? 0, expired },
    {
      least: Math.max(0, ...known.filter(trust.capacity).map(short)),
      most: Math.max(...known.map((report) => (trust.capacity(report) ? short(report) : weightOf(report, config)))),
    },
    worst.unit,
  )
  return expired > 0 && reading.told === 'uncertain' ? { ...reading, told: 'expired' } : reading
}

const weightOf = ({ unit }: CapacityAt, { weights }: PressureConfig): number => weights.units[unit] ?? 1

function shortOf(report: CapacityAt, config: PressureConfig): number {
  const needed = report.needed ?? 0
  return needed === 0 ? 0 : (weightOf(report, config) * Math.max(0, needed - report.available)) / needed
}
