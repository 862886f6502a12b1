import type { DriverBoard } from '@weir/shared/contract/pressure'
import { describe, expect, test } from 'vitest'
import { driverLines } from './driver-lines.ts'

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
    ['23 working days of work', '2 of 6', 'adds 2 of 6 points'],
  ])
})

test('what adds nothing is only named, and what cannot be told is not mixed up with it', () => {
  const { adding, nothing, untold } = driverLines([driver({ points: 0 }), driver({ id: 'demand', points: 0, value: null, told: 'no-history' })], 'en')
  expect([adding, nothing, untold]).toEqual([[], ['Work to be done'], ['Demand']])
})

describe('what is not sure', () => {
  test('is told as the range of points that it could have, also where it adds none now', () => {
    const { adding, nothing } = driverLines([driver({ points: 0, told: 'uncertain', range: { from: 0, to: 6 } })], 'en')
    expect(adding).toMatchObject([{ points: '0–6 of 6', spoken: 'could add 0 to 6 points', uncertain: true }])
    expect(nothing).toEqual([])
  })

  test("the source's own count adds doubt and no points", () => {
    const { adding } = driverLines([driver({ id: 'count', points: 1, most: 3, evidence: { open: 214, ours: 210 } })], 'en')
    expect(adding).toMatchObject([{ says: 'The source counts 214; Weir counts 210', points: '± 1', uncertain: true }])
  })

  test('a count that agrees, or is not sent, is not a thing to say', () => {
    const { nothing, untold } = driverLines([driver({ id: 'count', points: 0, value: null, told: 'none-reported' })], 'en')
    expect([nothing, untold]).toEqual([[], []])
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
    'Blockage: 1, Surge: 2',
  ])
  expect(new Set([...said('en'), ...said('cy')]).size).toBe(10)
})
