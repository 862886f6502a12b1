import type { SignalKind, TestBoard } from '../../contract/blockage.ts'
import type { Shift } from './shift.ts'
import type { Tests } from './signal.ts'
import type { Judged } from './stage-flows.ts'
import type { Window } from './stall.ts'

/** The tests that hold, each with its numbers: what a huddle may ask for. Those that name the kind come first. */
export function evidenceOf(kind: SignalKind, tests: Tests): readonly TestBoard[] {
  const names = (test: TestBoard) => NAMES[kind].includes(test.test)
  const held = testsThatHold(tests)
  return [...held.filter(names), ...held.filter((test) => !names(test))]
}

/** Which tests name a kind: while one of them holds, it is what it is called. */
export const NAMES: Readonly<Record<SignalKind, readonly TestBoard['test'][]>> = {
  blockage: ['stall'],
  'capacity-drop': ['stall', 'fall'],
  surge: ['rise'],
  bottleneck: ['growth', 'ageing'],
  'recording-lag': ['late', 'silent'],
  authorisation: [],
}

function testsThatHold({ stall, fall, rise, starve, growth, ageing, recording: { late, silent } }: Tests): readonly TestBoard[] {
  const held: readonly (TestBoard | null)[] = [
    over('stall', stall),
    stall ? null : over('fall', fall),
    over('rise', rise),
    over('starve', starve),
    growth && { test: 'growth', days: growth.days, count: growth.by, expected: 0, chance: null },
    ageing && { test: 'ageing', days: 0, count: ageing.older, expected: ageing.expected, chance: ageing.chance },
    late && { test: 'late', days: late.medianDays, count: late.late, expected: late.recorded, chance: late.chance },
    over('silent', silent),
  ]
  return held.flatMap((test) => (test ? [rounded(test)] : []))
}

const over = (test: TestBoard['test'], window: (Window & Partial<Pick<Shift, 'chance'>>) | null): TestBoard | null =>
  window && { test, days: window.worth, count: window.count, expected: window.expected, chance: window.chance ?? null }

const rounded = ({ test, days, count, expected, chance }: TestBoard): TestBoard => ({
  test,
  days: tenths(days),
  count,
  expected: expected === null ? null : tenths(expected),
  chance: chance === null ? null : Number(chance.toPrecision(2)),
})

const tenths = (value: number): number => Math.round(value * 10) / 10

/** How many must leave within two working days for a blockage to clear (see `flowsAgain`). */
export const clearedBy = ({ departed }: Judged): number => Math.max(2, Math.ceil(departed.usual.mean))
