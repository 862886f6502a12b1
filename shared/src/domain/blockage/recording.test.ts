import { describe, expect, test } from 'vitest'
import type { Counted } from './flow.ts'
import { even, flow, judged, none, series } from '../../../test/made-days.ts'
import { recordingOf } from './recording.ts'

const STEADY = series(even(85))
/** So many of what happened some days ago were written down so many days late. */
const late = (counts: readonly Counted[], back: number, by: number, count: number): readonly Counted[] =>
  counts.map((day, index) => (index === counts.length - 1 - back ? { ...day, count: day.count + count, late: new Map([[by, count]]) } : day))

describe('signs that the cases moved and the recording did not', () => {
  test('are none where everything is written down at once', () => {
    expect(recordingOf(STEADY, STEADY, false)).toEqual({ late: null, silent: null })
  })
  test('are records that come later than they ever did', () => {
    const departed = { ...STEADY, days: late(STEADY.days, 4, 4, 6) }
    expect(recordingOf(STEADY, departed, false).late).toMatchObject({ late: 6, medianDays: 4 })
  })
  test('are one late record where none leaves, but not where the others come as ever', () => {
    const stopped = series([...even(80), ...none(3)])
    const days = late(stopped.days, 3, 3, 1)
    expect(recordingOf(STEADY, { ...stopped, days }, true).late).toMatchObject({ late: 1 })
    expect(recordingOf(STEADY, { ...STEADY, days: late(STEADY.days, 3, 3, 1) }, false).late).toBeNull()
  })
  test('are not the late records of the weeks before, which still come in while a busy stage stands still', () => {
    const stopped = series([...even(80, 10), ...none(3)])
    const days = late(stopped.days, 6, 4, 2)
    expect(recordingOf(STEADY, { ...stopped, days, lateness: { ...stopped.lateness, unusualShare: 0.015 } }, true).late).toBeNull()
  })
  test('are a silence of both what comes and what goes, that began together', () => {
    const both = judged(flow([...even(80), ...none(4)], [...even(80), ...none(4)]))
    expect(recordingOf(both.arrived, both.departed, true).silent).not.toBeNull()
    const people = judged(flow(even(84), [...even(80), ...none(4)]))
    expect(recordingOf(people.arrived, people.departed, true).silent).toBeNull()
  })
})
