import type { PressureBoard } from '@weir/shared/contract/pressure'
import { describe, expect, test } from 'vitest'
import { briefText, doubtOf, doubtText, isCalm, isQuiet, levelLook, lookText, rangeText } from './level-look.ts'

/** Broken to see these fail: a range that takes the highest level that it could be; a declared level that stands small. */

const calm: PressureBoard = {
  service: 'adults',
  level: 1,
  score: 2,
  of: 34,
  range: { from: 1, to: 1 },
  weakened: false,
  sources: { late: [], silent: [], of: 7 },
  drivers: [],
  since: 0,
  declared: null,
  disagrees: null,
  card: [],
}
const called = (words: 'weir' | 'opel') => ({ pressure: { words, actions: [] } })
const said = (changed: Partial<PressureBoard>, language: 'en' | 'cy' = 'en') => lookText(levelLook({ ...calm, ...changed }), called('weir'), language)

test('a sure level is said by its word', () => {
  expect(([1, 2, 3, 4] as const).map((level) => said({ level, range: { from: level, to: level } }))).toEqual(['Steady', 'Busy', 'High', 'Critical'])
})

describe('a level in doubt never looks calm', () => {
  test('it says the whole range that it could be in', () => {
    const weak = { weakened: true, range: { from: 1, to: 4 } } as const
    expect(levelLook({ ...calm, ...weak })).toEqual({ kind: 'range', level: 1, from: 1, to: 4 })
    expect(rangeText({ ...calm, ...weak }, called('weir'), 'en')).toBe('Steady to critical')
    expect(said(weak)).toBe('Steady to critical')
    expect(said(weak, 'cy')).toBe('Sefydlog i gritigol')
  })

  test('it is no alarm either: where there is little room it is the level that was calculated, in doubt', () => {
    const brief = (level: 1 | 2 | 3) => briefText(levelLook({ ...calm, level, weakened: true, range: { from: 1, to: 4 } }), called('weir'), 'en')
    expect([brief(1), brief(2), brief(3)]).toEqual(['Steady?', 'Busy?', 'High?'])
  })

  test('where it could only be steady, it looks different from steady all the same', () => {
    expect(levelLook({ ...calm, weakened: true }).kind).toBe('doubted')
    expect(said({ weakened: true })).toBe('Steady?')
    expect([isCalm(calm), isCalm({ ...calm, weakened: true })]).toEqual([true, false])
  })

  test('where too little is known, no level is said', () => {
    expect(levelLook({ ...calm, level: null, range: { from: 1, to: 4 } })).toEqual({ kind: 'untold' })
  })
})

test('steady and sure stands small, unless somebody declared otherwise', () => {
  expect([isQuiet(calm), isQuiet({ ...calm, weakened: true }), isQuiet({ ...calm, disagrees: 2 }), isQuiet({ ...calm, disagrees: 0 })]).toEqual([
    true,
    false,
    false,
    true,
  ])
  expect(rangeText(calm, called('weir'), 'en')).toBeNull()
})

test('OPEL words are numbers, and so is their range', () => {
  const range = levelLook({ ...calm, weakened: true, range: { from: 2, to: 4 } })
  expect([lookText(range, called('opel'), 'en'), lookText(range, called('opel'), 'cy')]).toEqual(['OPEL 2 to 4', 'OPEL 2 i 4'])
})

describe('why a level is in doubt', () => {
  const doubt = (changed: Partial<PressureBoard>, language: 'en' | 'cy' = 'en') => doubtText({ ...calm, weakened: true, ...changed }, language)

  test('so many sources of so many are late, or silent', () => {
    expect(doubt({ sources: { late: ['a', 'b'], silent: [], of: 7 } })).toBe('2 of 7 sources late')
    expect(doubt({ sources: { late: ['a'], silent: ['b'], of: 7 } })).toBe('1 late and 1 silent of 7 sources')
    expect(doubt({ sources: { late: ['a', 'b'], silent: [], of: 7 } }, 'cy')).toBe('2 o’r 7 ffynhonnell yn hwyr')
  })

  test("the source's own count differs", () => {
    const count = { id: 'count', value: 0.1, unit: 'share', told: 'told', step: 1, points: 1, most: 3, range: null, about: null, evidence: {} } as const
    expect(doubt({ drivers: [count] })).toBe('The source’s own count differs')
  })

  test('a sure level has no doubt to tell', () => {
    expect(doubt({ weakened: false })).toBeNull()
  })
})

test('a place is in doubt where any of its services is', () => {
  const weak = { ...calm, weakened: true, sources: { late: ['brokerage'], silent: [], of: 4 } }
  expect([doubtOf({ pressure: [calm] }, 'en'), doubtOf({ pressure: [calm, weak] }, 'en')]).toEqual([null, '1 of 4 sources late'])
})
