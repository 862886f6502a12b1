import { describe, expect, test } from 'vitest'
import { madeStage } from '../made.ts'
import { changesSince, huddleOf, isMissed, lastHuddleAt, traceLeft } from './huddle.ts'

const stage = (id: string, waiting: number, kind: 'queue' | 'service' = 'queue') => madeStage({ stage: id, waiting, kind })
const board = (stages: ReturnType<typeof stage>[]) => ({ asOf: 0, stages, blockages: [], pressure: [] })

describe('since the huddle', () => {
  test('what moved most is told first, and what is only being received is no news', () => {
    const before = huddleOf(board([stage('a', 5), stage('b', 9), stage('c', 700, 'service'), stage('d', 1)]), 0)
    const { stages } = changesSince(before, board([stage('a', 6), stage('b', 4), stage('c', 720, 'service'), stage('d', 1)]))
    expect(stages.map((one) => [one.stage.stage, one.by])).toEqual([
      ['b', -5],
      ['a', 1],
    ])
  })
  test('the huddle is the last time that it was nine, by the council’s own clock', () => {
    const summer = Date.parse('2026-07-01T10:30:00Z') // 11:30 in Wales
    expect(new Date(lastHuddleAt(9, 'Europe/London', summer)).toISOString()).toBe('2026-07-01T08:00:00.000Z')
    const early = Date.parse('2026-12-01T07:00:00Z')
    expect(new Date(lastHuddleAt(9, 'Europe/London', early)).toISOString()).toBe('2026-11-30T09:00:00.000Z')
  })
  test('a screen that was first on long after it says so, and does not call that a huddle', () => {
    const huddle = huddleOf(board([]), 0)
    expect([isMissed(huddle), isMissed({ ...huddle, seenAt: 3_600_000 })]).toEqual([false, true])
  })
  test('the trace fades, and can still be seen before the next huddle', () => {
    expect(traceLeft(0, 0)).toBe(1)
    expect(traceLeft(0, 6 * 3_600_000)).toBe(0.75)
    expect(traceLeft(0, 60 * 3_600_000)).toBe(0.45)
  })
})
