import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/runs.ts'
import { type WarningRow, warningScorecard } from '../../contract/warning.ts'
import { recordOf, scorecardOf } from './scorecard.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-06-01T00:00:00Z')
const row = (changes: Partial<WarningRow> = {}): WarningRow => ({
  at: NOW - 30 * DAY,
  locality: 'llanelli',
  service: 'adults',
  pathway: 'adult',
  stage: 'allocation',
  line: 'waiting',
  threshold: 120,
  days: 7,
  chance: 0.7,
  shownSince: null,
  outcome: false,
  ...changes,
})
const shown = (day: number, outcome: boolean | null, since = day): WarningRow => row({ at: NOW - day * DAY, shownSince: NOW - since * DAY, outcome })

const anyRow = fc
  .record({
    day: fc.integer({ min: 1, max: 90 }),
    locality: fc.constantFrom('llanelli', 'amman'),
    line: fc.constantFrom('waiting' as const, 'overdue' as const, 'level' as const),
    days: fc.constantFrom(1 as const, 3 as const, 7 as const, 14 as const),
    chance: fc.double({ min: 0, max: 1, noNaN: true }),
    outcome: fc.constantFrom(true, false, null),
    isShown: fc.boolean(),
  })
  .map(({ day, isShown, ...rest }) => row({ ...rest, at: NOW - day * DAY, shownSince: isShown ? NOW - day * DAY : null }))
const anyRows = fc.array(anyRow, { maxLength: 60 })

describe('the scorecard', () => {
  test('is empty before anything is decided, and claims nothing', () => {
    expect(scorecardOf([row({ outcome: null })], NOW)).toMatchObject({ of: 0, open: 1, brier: null, base: null, skill: null, shown: 0, misses: 0 })
    expect(recordOf([], 'waiting', NOW)).toBeNull()
  })

  test('counts each warning once, by what it said when it opened', () => {
    const rows = [shown(40, true), shown(39, true, 40), shown(38, false, 40), shown(20, false), shown(19, false, 20), shown(3, null)]
    expect(scorecardOf(rows, NOW)).toMatchObject({ shown: 2, hits: 1, falseAlarms: 1, misses: 0 })
    expect(recordOf(rows, 'waiting', NOW)).toMatchObject({ shown: 2, came: 1, of: 5 })
    expect(recordOf(rows, 'overdue', NOW)).toBeNull()
  })

  test('a line that was crossed without a warning is one miss, however many days foresaw it', () => {
    const unwarned = [40, 39, 38].map((day) => row({ at: NOW - day * DAY, chance: 0.2, outcome: true }))
    const again = row({ at: NOW - 10 * DAY, chance: 0.2, outcome: true })
    expect(scorecardOf(unwarned, NOW).misses).toBe(1)
    expect(scorecardOf([...unwarned, again], NOW).misses).toBe(2)
    expect(scorecardOf([...unwarned, shown(37, true)], NOW).misses).toBe(0)
  })

  test('of another stage, a warning is no excuse', () => {
    const rows = [row({ chance: 0.2, outcome: true }), { ...shown(30, true), stage: 'panel' }]
    expect(scorecardOf(rows, NOW)).toMatchObject({ misses: 1, hits: 1 })
  })

  test('telling how often it comes has no skill, and knowing has all of it', () => {
    const at = (chance: (came: boolean) => number) => [true, false, false, false].map((came) => row({ chance: chance(came), outcome: came }))
    expect(scorecardOf(at(() => 0.25), NOW)).toMatchObject({ brier: 0.1875, base: 0.1875, skill: 0 }) // prettier-ignore
    expect(scorecardOf(at(Number), NOW)).toMatchObject({ brier: 0, skill: 1 })
    expect(scorecardOf(at((came) => 1 - Number(came)), NOW).skill).toBeLessThan(0) // prettier-ignore
  })

  test('sees a year back and never ahead', () => {
    const rows = [row({ at: NOW - 366 * DAY }), row({ at: NOW + DAY }), row()]
    expect(scorecardOf(rows, NOW).of).toBe(1)
  })

  test('every chance is either decided or open, every bin is of decided ones, and it fits its contract', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const card = scorecardOf(rows, NOW)
        expect(card.of + card.open).toBe(rows.length)
        expect(card.calibration.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(card.of)
        expect(card.hits + card.falseAlarms).toBe(card.shown)
        expect(warningScorecard.parse(card)).toEqual(card)
      }),
      runs(200),
    )
  })

  test('is the same in whatever order the ledger gives the chances', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const distinct = [...new Map(rows.map((one) => [`${one.at} ${one.locality} ${one.line} ${one.days}`, one])).values()]
        const [there, back] = [scorecardOf(distinct, NOW), scorecardOf(distinct.toReversed(), NOW)]
        expect({ ...back, brier: 0, base: 0, skill: 0, calibration: [] }).toEqual({ ...there, brier: 0, base: 0, skill: 0, calibration: [] })
        expect(back.brier ?? 0).toBeCloseTo(there.brier ?? 0, 10)
      }),
      runs(100),
    )
  })

  test('moving a chance towards what came never makes the score worse', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 20 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const better = rows.map((one) => (one.outcome === null ? one : { ...one, chance: one.chance + share * (Number(one.outcome) - one.chance) }))
        expect(scorecardOf(better, NOW).brier ?? 0).toBeLessThanOrEqual((scorecardOf(rows, NOW).brier ?? 0) + 1e-12)
      }),
      runs(100),
    )
  })
})
