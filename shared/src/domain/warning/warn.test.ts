import { describe, expect, test } from 'vitest'
import { EVEN_NOW, EVEN_TODAY, evenPlace, placesOf } from '../../../test/made-places.ts'
import { KINDS, MADE_CALENDAR, MADE_FIRST, madeMidnight, madeQueue } from '../../../test/made-queues.ts'
import { PATIENCE_MS } from '../../../test/runs.ts'
import { outcomeOf, scored } from '../../../test/scored.ts'
import { type WarningRow, warningBoard } from '../../contract/warning.ts'
import { type Lines, NO_RECORDS, type StageMemory, warnLevel, warnStage } from './warn.ts'

const ABOUT = { locality: 'llanelli', service: 'adults', pathway: 'adult', stage: 'allocation' }
const LEVEL = { ...ABOUT, pathway: null, stage: null }
const NO_LINES: Lines = { waiting: null, overdue: null }
const GROWING = evenPlace({ came: 8, went: 4, waiting: 100 })
const RECORD = { shown: 10, came: 8, brier: 0.1, of: 400 }
const warned = (place = GROWING, lines: Lines = NO_LINES, before?: StageMemory, now = EVEN_NOW) =>
  warnStage(place, ABOUT, lines, before, { ...NO_RECORDS, waiting: RECORD }, MADE_CALENDAR, now)

describe('the warnings of a stage in a place', () => {
  test('say what, how likely, by when, and how such warnings have fared', () => {
    const { waiting, untold } = warned(GROWING, { waiting: 110, overdue: null })
    expect(untold).toBeNull()
    expect(warningBoard.parse(waiting.warning)).toMatchObject({ line: 'waiting', now: 100, threshold: 110, since: EVEN_NOW, record: RECORD })
    expect(waiting.warning?.chances.map(({ days }) => days)).toEqual([1, 3, 7, 14])
    expect(waiting.warning?.chances.at(-1)?.chance).toBeGreaterThan(0.9)
    expect(waiting.transitions.map(({ state }) => state)).toEqual(['opened'])
  })

  test('leave a row for every chance, shown or not, for the scorecard', () => {
    const shown = warned(GROWING, { waiting: 110, overdue: null }).waiting.rows
    expect(shown.map((row) => row.shownSince)).toEqual([EVEN_NOW, EVEN_NOW, EVEN_NOW, EVEN_NOW])
    const far = warned(GROWING, { waiting: 400, overdue: null }).waiting
    expect(far.warning).toBeNull()
    expect(far.rows.map(({ shownSince, outcome }) => [shownSince, outcome])).toEqual([[null, null], [null, null], [null, null], [null, null]]) // prettier-ignore
  })

  test('keep the line that they spoke of while they are shown', () => {
    const first = warned(GROWING, { waiting: 110, overdue: null })
    const memory = { waiting: first.waiting.memory, overdue: first.overdue.memory }
    const { warning, rows } = warned(GROWING, { waiting: 115, overdue: null }, memory).waiting
    expect([warning?.threshold, rows[0]?.threshold, warning?.chances]).toEqual([110, 110, first.waiting.warning?.chances])
  })

  test('are not given of a line that is crossed already', () => {
    const { waiting } = warned(GROWING, { waiting: 99, overdue: null })
    expect([waiting.warning, waiting.rows]).toEqual([null, []])
  })

  test('go where the record lags, and the reason is told', () => {
    const first = warned(GROWING, { waiting: 110, overdue: null })
    const memory = { waiting: first.waiting.memory, overdue: first.overdue.memory }
    const lagging = { ...GROWING, open: { kind: 'recording-lag' as const, since: EVEN_TODAY - 4 } }
    const { waiting, untold, paths } = warned(lagging, { waiting: 110, overdue: null }, memory)
    expect([untold, paths, waiting.warning, waiting.rows]).toEqual(['recording-lag', null, null, []])
    expect(waiting.transitions).toMatchObject([{ state: 'cleared', why: 'untold' }])
  })

  test('are of what is overdue as well, where anything is ever due', () => {
    const due = { overdue: 4, dueByDay: new Map([[EVEN_TODAY + 1, 30]]), dueOf: null, past: [] }
    expect(warned({ ...GROWING, due }).overdue.warning).toMatchObject({ line: 'overdue', now: 4, threshold: 6, record: null })
    expect(warned().overdue.rows).toEqual([])
  })
})

describe('the warning of a level', () => {
  const { paths } = warned()
  const at = { level: 2, scoreAt: (waiting: number) => waiting, nextFrom: 110, seenDays: 100 }
  const level = (changes: Partial<typeof at> | { level: number | null } = {}, before?: Parameters<typeof warnLevel>[3]) =>
    warnLevel({ ...at, ...changes }, paths ? [paths] : [], LEVEL, before, null, MADE_CALENDAR, EVEN_NOW)

  test('says which level comes, from what the stages bring', () => {
    expect(warningBoard.parse(level().warning)).toMatchObject({ line: 'level', pathway: null, stage: null, now: 2, threshold: 3 })
    expect(level({ nextFrom: 400 }).warning).toBeNull()
  })

  test('is not given at the highest level, nor where no level is told', () => {
    expect([level({ level: 4 }).rows, level({ level: null }).rows]).toEqual([[], []])
  })

  test('has come true when the level is there, and goes when the level falls', () => {
    const { memory } = level()
    expect(level({ level: 3 }, memory).transitions).toMatchObject([{ state: 'cleared', why: 'came' }])
    expect(level({ level: 1 }, memory).transitions).toMatchObject([{ state: 'cleared', why: 'untold' }])
  })
})

test(
  'what is told on made queues comes about as often as it is told',
  () => {
    const rows = KINDS.flatMap((kind) => [0, 1, 2].flatMap((index) => told(madeQueue(kind, index, 215))))
    const { skill, calibration } = scored(rows)
    expect(skill).toBeGreaterThan(0.2)
    for (const { forecasts, meanChance, happened } of calibration) {
      if (forecasts > 50) expect(Math.abs((meanChance ?? 0) - (happened ?? 0))).toBeLessThan(0.2)
    }
  },
  PATIENCE_MS,
)

function told(queue: ReturnType<typeof madeQueue>): readonly WarningRow[] {
  const waiting = queue.days.map((day, index) => ({ day: MADE_FIRST + index, value: day.waiting }))
  const overdue = queue.days.map((day, index) => ({ day: MADE_FIRST + index, value: day.overdue }))
  return [...placesOf(queue)].flatMap(({ at, place }) => {
    if (at < 100 || at > 200 || at % 4 !== 0) return []
    const stage = warnStage(place, { ...ABOUT, stage: queue.name }, NO_LINES, undefined, NO_RECORDS, MADE_CALENDAR, madeMidnight(at))
    return [...stage.waiting.rows, ...stage.overdue.rows].map((row) => ({
      ...row,
      outcome: outcomeOf(row, row.line === 'waiting' ? waiting : overdue, MADE_CALENDAR.timeZone),
    }))
  })
}
