import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/runs.ts'
import { type WarningLine, warningScorecard } from '../../contract/warning.ts'
import type { Decided } from './book.ts'
import { NO_TALLY, type Settling, type Tally, recordOf, scorecardOf, tallied } from './tally.ts'

const TODAY = 20_600
const decided = (chance: number, happened: boolean, changes: Partial<Decided> = {}): Decided => ({ days: 7, chance, happened, opened: null, ...changes })
const settled = (all: readonly Decided[], line: WarningLine = 'waiting', missed = false): Settling => ({ line, decided: all, missed })
const card = (all: readonly Settling[], open = 0) => scorecardOf(tallied(NO_TALLY, all, TODAY), open)

const anyDecided = fc.record({
  days: fc.constantFrom(1 as const, 3 as const, 7 as const, 14 as const),
  chance: fc.double({ min: 0, max: 1, noNaN: true }),
  happened: fc.boolean(),
  opened: fc.option(fc.constant(1)),
})
const anySettled = fc.array(
  fc.record({ line: fc.constantFrom('waiting' as const, 'overdue' as const, 'level' as const), decided: fc.array(anyDecided, { maxLength: 8 }), missed: fc.boolean() }), // prettier-ignore
  { maxLength: 12 },
)

describe('the scorecard', () => {
  test('is empty before anything is decided, and claims nothing', () => {
    expect(scorecardOf(NO_TALLY, 3)).toMatchObject({ of: 0, open: 3, brier: null, base: null, skill: null, shown: 0, misses: 0 })
    expect(recordOf(NO_TALLY, 'waiting')).toBeNull()
  })

  test('counts each warning once, by what was said of the week when it opened', () => {
    const opened = (happened: boolean, days: 7 | 14 = 7) => decided(0.7, happened, { opened: 1, days })
    expect(card([settled([opened(true), opened(true, 14), opened(false), decided(0.6, true)])])).toMatchObject({ shown: 2, hits: 1, falseAlarms: 1 })
    expect(recordOf(tallied(NO_TALLY, [settled([opened(true)]), settled([opened(false)], 'level')], TODAY), 'waiting')).toMatchObject({ shown: 1, came: 1 })
  })

  test('telling how often it comes has no skill, and knowing has all of it', () => {
    const at = (chance: (came: boolean) => number) => card([settled([true, false, false, false].map((came) => decided(chance(came), came)))])
    expect(at(() => 0.25)).toMatchObject({ brier: 0.1875, base: 0.1875, skill: 0 })
    expect(at(Number)).toMatchObject({ brier: 0, skill: 1 })
    expect(at((came) => 1 - Number(came)).skill).toBeLessThan(0)
  })

  test('remembers this month and the twelve before, and no more', () => {
    let tally: Tally = NO_TALLY
    for (let month = 0; month < 30; month++) tally = tallied(tally, [settled([decided(0.5, true)])], TODAY + 30 * month)
    expect(Object.keys(tally).length).toBeLessThanOrEqual(13)
    expect(scorecardOf(tally, 0).of).toBeLessThanOrEqual(14)
  })

  test('has every decided chance in one bin, fits its contract, and is the same however the days are cut', () => {
    fc.assert(
      fc.property(anySettled, fc.nat(12), (all, cut) => {
        const [whole, parts] = [tallied(NO_TALLY, all, TODAY), tallied(tallied(NO_TALLY, all.slice(0, cut), TODAY), all.slice(cut), TODAY)]
        const made = scorecardOf(whole, 0)
        expect(made.calibration.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(made.of)
        expect(made.hits + made.falseAlarms).toBe(made.shown)
        expect(warningScorecard.parse(made)).toEqual(made)
        expect(scorecardOf(JSON.parse(JSON.stringify(parts)) as Tally, 0)).toEqual(made)
      }),
      runs(200),
    )
  })

  test('moving a chance towards what came never makes the score worse', () => {
    fc.assert(
      fc.property(anySettled, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const better = all.map((one) => ({
          ...one,
          decided: one.decided.map((each) => ({ ...each, chance: each.chance + share * (Number(each.happened) - each.chance) })),
        }))
        expect(card(better).brier ?? 0).toBeLessThanOrEqual((card(all).brier ?? 0) + 1e-12)
      }),
      runs(100),
    )
  })
})
