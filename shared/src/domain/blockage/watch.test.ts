import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OFFICE, chancy, even, flow, lastDay, midnight, MONDAY, none, upTo } from '../../../test/made-days.ts'
import type { Flow } from './flow.ts'
import { testsOf } from './signal.ts'
import { judgedStage } from './stage-flows.ts'
import { type Memory, NEW_MEMORY, type Transition, watch } from './watch.ts'

/** Broken on purpose: flagged days forgotten at the clearing, and signals opened at every instant; each failed here. */
const ALARM = { blockage: 3.5e-3, other: 2e-3 }

interface Told extends Transition {
  readonly day: number
}

/** What is told of a flow from one day to another, midnight after midnight. */
function fold(one: Flow, before: Memory = NEW_MEMORY, from = MONDAY + 28, to = lastDay(one)): { readonly told: readonly Told[]; readonly memory: Memory } {
  const told: Told[] = []
  let memory = before
  for (let day = from; day <= to; day++) {
    const known = upTo(one, day)
    const [judged] = judgedStage([known], [memory.flagged], OFFICE)
    if (!judged) continue
    const step = watch(memory, known, judged, testsOf(known, judged, ALARM, memory.open), false, midnight(day))
    told.push(...step.transitions.map((transition) => ({ ...transition, day })))
    memory = step.memory
  }
  return { told, memory }
}

const HOUR = 3_600_000
/** Whatever left since a day was recorded yesterday. */
const typedIn = (one: Flow, since: number): Flow => ({
  ...one,
  departed: one.departed.map((each) => (each.day < since || each.count === 0 ? each : { ...each, late: new Map([[MONDAY + 120 - each.day, each.count]]) })),
})

const lines = ({ told }: ReturnType<typeof fold>) => told.map(({ state, signal }) => `${signal.kind} ${state}`)
const stalled = flow(even(100), [...even(80), ...none(6), ...even(14)])

describe('a stage that is watched', () => {
  test('is told to be blocked at the midnight that ends the third day, and to flow within five days of its return', () => {
    const [opened, cleared] = fold(stalled).told
    expect([opened?.signal.kind, opened?.day]).toEqual(['blockage', MONDAY + 115])
    expect([cleared?.state, (cleared?.day ?? 0) <= MONDAY + 127]).toEqual(['cleared', true])
  })
  test('says nothing of a steady flow', () => expect(lines(fold(flow(even(100), even(100))))).toEqual([]))
  test('opens a surge on the second day that shows it, and clears it when people come as usual', () => {
    expect(lines(fold(flow([...even(70), ...even(15, 2), ...even(15)], even(100))))).toEqual(['surge opened', 'surge cleared'])
  })
  test('lets a drop give way to the blockage that it becomes', () => {
    expect(lines(fold(flow(even(100, 2), [...even(80, 2), ...even(12), ...none(8)])))).toEqual([
      'capacity-drop opened',
      'capacity-drop cleared',
      'blockage opened',
    ])
  })
  test('lets a blockage give way to the late records that show it never was', () => {
    const before = fold(stalled, NEW_MEMORY, MONDAY + 28, MONDAY + 119).memory
    const known = typedIn(upTo(flow(even(100), even(100)), MONDAY + 120), MONDAY + 112)
    const [judged] = judgedStage([known], [before.flagged], OFFICE)
    if (!judged) throw new RangeError('no flow')
    const { transitions } = watch(before, known, judged, testsOf(known, judged, ALARM, before.open), false, midnight(MONDAY + 119) + 12 * HOUR)
    expect(transitions.map(({ state, signal }) => `${signal.kind} ${state}`)).toEqual(['blockage cleared', 'recording-lag opened'])
  })
  test('finds a second stall as soon as the first: what was out of the ordinary taught it nothing', () => {
    const twice = flow(even(110), [...even(70), ...none(6), ...even(20), ...none(6), ...even(8)])
    const opened = fold(twice).told.filter(({ state }) => state === 'opened')
    expect(opened.map(({ day }) => day)).toEqual([MONDAY + 101, MONDAY + 101 + 36])
  })
  test('opens nothing between midnights, on the evidence of half a day', () => {
    const day = MONDAY + 115
    const { memory } = fold(stalled, NEW_MEMORY, MONDAY + 28, day)
    const known = upTo(stalled, day)
    const [judged] = judgedStage([known], [memory.flagged], OFFICE)
    if (!judged) throw new RangeError('no flow')
    const again = watch({ ...memory, open: null }, known, judged, testsOf(known, judged, ALARM), false, midnight(day) + 6 * 3_600_000)
    expect(again.transitions).toEqual([])
  })
  test('keeps a short surge among what teaches, so that chance does not shrink what is usual', () => {
    const { memory } = fold(flow([...even(70), ...even(7, 2), ...even(15)], even(92)))
    expect(memory.flagged.arrived.every(({ teaches }) => teaches)).toBe(true)
    expect(fold(stalled).memory.flagged.departed.every(({ teaches }) => !teaches)).toBe(true)
  })
})

test('a fold in two parts, its memory kept as JSON between them, tells what the fold in one tells', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 40, max: 130 }), (seed, at) => {
      const counts = chancy(95, 5, 2, seed)
      const one = flow(chancy(95, 5, 2, seed + 100), [...counts.slice(0, 75), ...none(6), ...counts.slice(81)])
      const whole = fold(one)
      const first = fold(one, NEW_MEMORY, MONDAY + 28, MONDAY + at)
      const second = fold(one, JSON.parse(JSON.stringify(first.memory)) as Memory, MONDAY + at + 1)
      expect([...first.told, ...second.told]).toEqual(whole.told)
      expect(second.memory).toEqual(whole.memory)
    }),
    { numRuns: 12 },
  )
})
