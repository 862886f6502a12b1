import type { StageBoard } from '@weir/shared/contract/board'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '@weir/shared/words/span'
import { madeStage } from '../made.ts'
import { stageCells } from './stage-cells.ts'

const NOW = 1000 * DAY
const stage = madeStage({
  waiting: 1234,
  oldestEnteredAt: NOW - 2 * DAY,
  enteredAt: { p50: null, p85: NOW - 5 * HOUR, p95: null },
  overdue: 7,
  arrivals: { h24: 3, d7: 20 },
  departures: { h24: 0, d7: 25 },
})
const textsOf = (changed: Partial<StageBoard>, columns = { mixed: false, sourced: false }) =>
  stageCells({ ...stage, ...changed }, undefined, columns, 'en', NOW).map(({ text }) => text)

test('a stage says how many, overdue, due soon, the ages, and what came in and went out', () => {
  expect(textsOf({})).toEqual(['1,234', '7', '0', '2 days', '5 hours', '3', '0', '20', '25'])
})

test('where none wait there is no age', () => {
  expect(textsOf({ waiting: 0, oldestEnteredAt: null, enteredAt: { p50: null, p85: null, p95: null } }).slice(3, 5)).toEqual(['–', '–'])
})

test('people wait, are in hand or are receiving: each count has its word where kinds share the column', () => {
  const wordOf = (kind: StageBoard['kind'], language: 'en' | 'cy') =>
    stageCells({ ...stage, kind }, undefined, { mixed: true, sourced: false }, language, NOW)[0]?.word
  expect((['queue', 'work', 'service'] as const).map((kind) => wordOf(kind, 'en'))).toEqual(['waiting', 'in hand', 'receiving'])
  expect((['queue', 'work', 'service'] as const).map((kind) => wordOf(kind, 'cy'))).toEqual(['yn aros', 'ar waith', 'yn derbyn'])
})

describe("the source's own count", () => {
  const sourced = { mixed: false, sourced: true }
  const says = (open: number, ...teams: number[]) => ({
    sourceSays: [open, ...teams].map((count, index) => ({
      source: 's',
      team: teams.length === 0 ? null : `${index}`,
      open: count,
      ours: count === 1200 ? 1234 : count,
      countedAt: NOW,
    })),
  })

  test('is shown beside ours, its teams together', () => {
    expect(textsOf(says(1000, 234), sourced)[1]).toBe('1,234')
  })

  test('is marked by a sign where it differs', () => {
    expect(textsOf(says(1200), sourced)[1]).toBe('≠ 1,200')
  })

  test('is nothing where the source gave none', () => {
    expect(textsOf({}, sourced)[1]).toBe('–')
  })
})

test("a week's figures have a usual week's beside them, where one is known", () => {
  const flow = { pathway: 'p', stage: 's', usual: { waiting: 9, arrivals: 1.2, departures: 1 }, days: null }
  const week = stageCells(stage, flow, { mixed: false, sourced: false }, 'en', NOW).slice(-2)
  expect(week.map(({ word }) => word)).toEqual(['(6)', '(5)'])
})
