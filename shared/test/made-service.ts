import type { ComesAt, ServiceAt, StageAt } from '../src/domain/pressure/service-at.ts'
import type { Usual } from '../src/domain/blockage/usual.ts'

/** A service in a quiet week, to be changed where a test wants it otherwise: everything is known, and nothing is wrong. */
export const NOW = Date.parse('2026-02-03T10:00:00Z')
const HOUR = 3_600_000

export const usual = (mean: number, learntFrom = 60): Usual => ({ mean, dispersion: 1.5, learntFrom, quiet: 1 })

export const madeStage = (changes: Partial<StageAt> = {}): StageAt => ({
  pathway: 'adult',
  stage: 'allocation',
  kind: 'queue',
  waiting: 40,
  byPriority: { standard: 40 },
  overdue: 0,
  dueSoon: 4,
  ended: { progressed: 28, declined: 1, admitted: 0, died: 0, other: 1 },
  interim: [],
  timed: 40,
  older: 5,
  departs: usual(6),
  signal: null,
  said: [],
  sources: ['/mosaic'],
  ...changes,
})

export const madeComes = (changes: Partial<ComesAt> = {}): ComesAt => ({
  pathway: 'adult',
  arrived: 30,
  worth: 5,
  usual: usual(6),
  sources: ['/mosaic'],
  ...changes,
})

export const madeCapacity = (changes: Partial<ServiceAt['capacity'][number]> = {}): ServiceAt['capacity'][number] => ({
  source: '/staffing',
  service: 'adults',
  unit: 'fte',
  available: 28,
  needed: 28,
  reportedAt: NOW - 2 * HOUR,
  validUntil: NOW + 22 * HOUR,
  ...changes,
})

export const live = (id: string) => ({ id, heardAt: NOW - HOUR / 2, lateAt: NOW + HOUR, silentAt: NOW + 5 * HOUR })
export const late = (id: string) => ({ id, heardAt: NOW - 3 * HOUR, lateAt: NOW - HOUR, silentAt: NOW + 3 * HOUR })
export const silent = (id: string) => ({ id, heardAt: NOW - 9 * HOUR, lateAt: NOW - 7 * HOUR, silentAt: NOW - 3 * HOUR })

export const madeService = (changes: Partial<ServiceAt> = {}): ServiceAt => ({
  service: 'adults',
  stages: [madeStage(), madeStage({ pathway: 'home-care', stage: 'out', sources: ['/brokerage'] })],
  comes: [madeComes(), madeComes({ pathway: 'home-care', sources: ['/brokerage'] })],
  dutySignals: [],
  capacity: [madeCapacity()],
  sources: [live('/mosaic'), live('/brokerage'), live('/staffing')],
  declared: null,
  ...changes,
})
