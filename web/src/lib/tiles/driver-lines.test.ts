import type { DriverBoard } from '@weir/shared/contract/pressure'
import { describe, expect, test } from 'vitest'
import { driverLines, whyUntold } from './driver-lines.ts'

const driver = (changed: Partial<DriverBoard>): DriverBoard => ({
  id: 'load',
  value: 9,
  unit: 'days',
  told: 'told',
  step: 1,
  points: 2,
  most: 6,
  range: null,
  about: null,
  evidence: {},
  ...changed,
})
const overdue = driver({ id: 'overdue', points: 4, most: 4, unit: 'share', evidence: { overdue: 31, of: 212 } })

test('what adds most comes first, in its own numbers and with what it adds', () => {
  const { adding } = driverLines([driver({ value: 23.4 }), overdue], 'en')
  expect(adding.map(({ says, points, spoken }) => [says, points, spoken])).toEqual([
    ['31 of 212 past their time limit', '4 of 4', 'adds 4 of 4 points'],
    ['About 23 working days to clear what waits', '2 of 6', 'adds 2 of 6 points'],
  ])
})

test('what adds nothing is told in its own numbers too, and what cannot be told is not mixed up with it', () => {
  const idle = { ...overdue, points: 0 }
  const { adding, quiet, untold } = driverLines([driver({ points: 0 }), idle, driver({ id: 'demand', points: 0, value: null, told: 'no-history' })], 'en')
  expect([adding, quiet.map(({ says, points }) => `${says}: ${points}`), untold]).toEqual([
    [],
    ['31 of 212 past their time limit: 0 of 4', 'About 9 working days to clear what waits: 0 of 6'],
    ['Demand'],
  ])
})

test('a driver without a figure says why it has none', () => {
  expect(whyUntold(driver({ value: null, told: 'no-history' }), 'en')).toBe('no figure yet: too little history')
  expect(whyUntold(driver({ value: null, told: 'no-limit' }), 'cy')).toBe('dim ffigur: nid oes gan neb yma derfyn amser')
  expect(whyUntold(driver({}), 'en')).toBeNull()
})

test('a level never counts blockages as if they were cases: held and unusual flows are counted apart', () => {
  const held = driver({ id: 'blockages', evidence: { blockage: 1, authorisation: 1, surge: 3 } })
  expect(driverLines([held], 'en').adding.map(({ says }) => says)).toEqual(['Held up: 2 · Not as usual: 3'])
  expect(driverLines([driver({ id: 'blockages', points: 0, evidence: {} })], 'en').quiet.map(({ says }) => says)).toEqual(['No blockage found'])
})

describe('what is not sure', () => {
  test('is never simply that no blockage is found: a record that is late is counted, and of a late source it is said that not all is known', () => {
    const unsure = { id: 'blockages', points: 0, told: 'uncertain', range: { from: 0, to: 6 } } as const
    const says = (evidence: DriverBoard['evidence'], language: 'en' | 'cy') => driverLines([driver({ ...unsure, evidence })], language).adding[0]?.says
    expect(says({ 'recording-lag': 1, of: 4 }, 'en')).toBe('Recording is late: 1')
    expect(says({ of: 4 }, 'en')).toBe('No blockage found; not all is known')
    expect(says({ of: 4 }, 'cy')).toBe('Ni chanfuwyd rhwystr; nid yw popeth yn hysbys')
  })

  test('is told as the range of points that it could have, also where it adds none now', () => {
    const { adding, quiet } = driverLines([driver({ points: 0, told: 'uncertain', range: { from: 0, to: 6 } })], 'en')
    expect(adding).toMatchObject([{ points: '0–6 of 6', spoken: 'could add 0 to 6 points', uncertain: true }])
    expect(quiet).toEqual([])
  })

  test("the source's own count adds doubt and no points", () => {
    const { adding } = driverLines([driver({ id: 'count', points: 1, most: 3, evidence: { open: 214, ours: 210 } })], 'en')
    expect(adding).toMatchObject([{ says: 'The source counts 214; Weir counts 210', points: '± 1', uncertain: true }])
  })

  test('as many in all, but not in the same stages, is not told as two equal numbers', () => {
    const count = (evidence: DriverBoard['evidence']) => driverLines([driver({ id: 'count', points: 1, most: 3, evidence })], 'en').adding[0]?.says
    expect(count({ open: 130, ours: 130, apart: 2 })).toBe('The source counts 130 as well, but not in the same stages')
    expect(count({ open: 131, ours: 130, apart: 3 })).toBe('The source counts 131; Weir counts 130')
  })

  test('a count that agrees, or is not sent, is not a thing to say', () => {
    const { quiet, untold } = driverLines([driver({ id: 'count', points: 0, value: null, told: 'none-reported' })], 'en')
    expect([quiet, untold]).toEqual([[], []])
  })
})

test('each driver is said in both languages', () => {
  const evidence = {
    older: 41,
    of: 96,
    expected: 14.4,
    overdue: 31,
    dueSoon: 9,
    arrived: 58,
    low: 30,
    high: 44,
    available: 120.5,
    needed: 214,
    blockage: 1,
    surge: 2,
  }
  const ids = ['ageing', 'due', 'demand', 'capacity', 'blockages'] as const
  const all = ids.map((id) => driver({ id, evidence, about: 'hours', value: 2 }))
  const said = (language: 'en' | 'cy') => driverLines(all, language).adding.map(({ says }) => says)
  expect(said('en')).toEqual([
    '41 of 96 there unusually long (14 usual)',
    '40 of 96 overdue or due in 72 hours',
    '58 came in 5 days (30 to 44 usual)',
    'hours: 120.5 available of 214 needed',
    'Held up: 1 · Not as usual: 2',
  ])
  expect(new Set([...said('en'), ...said('cy')]).size).toBe(10)
})
