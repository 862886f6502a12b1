import { describe, expect, test } from 'vitest'
import type { Flow } from './flow.ts'
import { even, flow, judged, none } from '../../../test/made-days.ts'
import { signalOf, testsOf } from './signal.ts'

/** Broken on purpose: without the test of what waits, without `fed`, and without late records; each failed here. */
const ALARM = { blockage: 3.5e-3, other: 2e-3 }
const kindOf = (one: Flow, fed = false) => {
  const known = judged(one)
  return signalOf(one, known, testsOf(one, known, ALARM), fed)?.kind ?? null
}
const after = (days: number, come: number, go: number) => flow([...even(80), ...even(days, come)], [...even(80), ...even(days, go)])

describe('what is wrong with a flow', () => {
  test('is nothing where as much goes as comes', () => expect(kindOf(after(10, 1, 1))).toBeNull())
  test('is a blockage where none leaves and people wait', () => expect(kindOf(after(4, 1, 0))).toBe('blockage'))
  test('is no blockage where nobody waits', () => expect(kindOf({ ...after(4, 1, 0), waiting: 1 })).not.toBe('blockage'))
  test('is a drop of capacity where half as many leave, and they wait', () => expect(kindOf(after(10, 1, 0.5))).toBe('capacity-drop'))
  test('is no drop of capacity where little comes and little waits', () => {
    expect(kindOf({ ...after(10, 1, 0.5), waiting: 8 })).toBeNull()
    expect(kindOf(after(15, 0.5, 0.5))).toBeNull()
  })
  test('is a surge where twice as many come', () => expect(kindOf(after(10, 2, 1))).toBe('surge'))
  test('is the recording where nothing comes and nothing goes, as if nobody wrote', () => expect(kindOf(after(4, 0, 0))).toBe('recording-lag'))
  test('is the recording, and no blockage, where what came in last was written down unusually late', () => {
    const one = after(4, 1, 0)
    const known = judged(one)
    const tests = testsOf(one, known, ALARM)
    const late = { late: 6, recorded: 8, medianDays: 4, chance: 1e-5 }
    expect(signalOf(one, known, { ...tests, recording: { late, silent: null } }, false)).toMatchObject({ kind: 'recording-lag', since: tests.stall?.since })
    expect(signalOf(after(10, 1, 1), judged(after(10, 1, 1)), { ...tests, stall: null, recording: { late, silent: null } }, false)?.kind).toBe('recording-lag')
  })
  test('is not the recording where the stage before is held: then nothing can come', () => expect(kindOf(after(4, 0, 0), true)).toBe('blockage'))
  test('is a bottleneck where it grows and ages, and none of these says why', () => {
    const grows = flow([...even(80, 10), ...even(8, 12)], [...even(80, 10), ...even(8, 8)], { waiting: 100, older: 40 })
    expect(kindOf(grows)).toBe('bottleneck')
    expect(kindOf({ ...grows, older: 10 })).toBeNull()
  })
  test('is unknown for the first three weeks', () => expect(kindOf(flow([...even(16)], [...even(10), ...none(6)]))).toBeNull())
})
