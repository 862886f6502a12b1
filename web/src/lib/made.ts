import type { BlockageBoard } from '@weir/shared/contract/blockage'
import type { ExpectationBoard } from '@weir/shared/contract/expectation'
import type { LocalitySummary, StageBoard } from '@weir/shared/contract/board'
import type { Level } from '@weir/shared/contract/pressure'

/** Parts of boards in which nothing is, for tests to put in what they are about. Nothing here is read by a wall. */
export const madeStage = (changed: Partial<StageBoard> = {}): StageBoard => ({
  service: 'adults',
  pathway: 'adult',
  stage: 'triage',
  kind: 'queue',
  waiting: 0,
  byPriority: {},
  quantity: {},
  oldestEnteredAt: null,
  enteredAt: { p50: null, p85: null, p95: null },
  overdue: 0,
  dueSoon: 0,
  arrivals: { h24: 0, d7: 0 },
  departures: { h24: 0, d7: 0 },
  ended: { progressed: 0, declined: 0, admitted: 0, died: 0, other: 0 },
  expectation: null,
  sourceSays: [],
  ...changed,
})

export const madeExpectation = (changed: Partial<ExpectationBoard> = {}): ExpectationBoard => ({
  p50: null,
  p85: null,
  leavesWithin7Days: null,
  visits: 40,
  since: 0,
  until: 0,
  beyond: null,
  ...changed,
})

export const madeBlockage = (changed: Partial<BlockageBoard> = {}): BlockageBoard => ({
  kind: 'blockage',
  service: 'adults',
  pathway: 'adult',
  stage: 'panel',
  duty: null,
  everywhere: false,
  since: 0,
  openedAt: 0,
  waiting: 5,
  oldestEnteredAt: null,
  usual: null,
  sinceThen: null,
  tests: [],
  reasons: [],
  common: [],
  behind: 0,
  effectOf: null,
  clears: null,
  ...changed,
})

/** A place whose one service is at this level, and could be as high as `to`. */
export const madePlace = (locality: string, level: Level, changed: Partial<LocalitySummary> = {}, to: Level = level): LocalitySummary => ({
  locality,
  pressure: [
    {
      service: 'adults',
      level,
      range: { from: level, to },
      weakened: to !== level,
      sources: { late: [], silent: [], of: 1 },
      since: 0,
      declared: null,
      disagrees: null,
    },
  ],
  blockages: [],
  blocked: 0,
  warnings: [],
  warned: 0,
  services: [],
  stages: [],
  worst: [],
  ...changed,
})
