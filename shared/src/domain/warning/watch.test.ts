import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/runs.ts'
import { NO_WARNING, type Outlooked, type WarningMemory, type WarningTransition, watchLine } from './watch.ts'

const DAY = 86_400_000
const found = (chance: number | null, now = 10, threshold = 20): Outlooked => ({
  line: 'waiting',
  now,
  threshold,
  chances: chance === null ? [] : [{ days: 7, by: 7 * DAY, chance }],
})

function fold(
  seen: readonly Outlooked[],
  from: WarningMemory = NO_WARNING,
): { readonly memory: WarningMemory; readonly transitions: readonly WarningTransition[] } {
  let memory = from
  const transitions: WarningTransition[] = []
  seen.forEach((one, index) => {
    const step = watchLine(memory, one, index * DAY)
    memory = step.memory
    transitions.push(...step.transitions)
  })
  return { memory, transitions }
}
const said = (seen: readonly Outlooked[]) => fold(seen).transitions.map((one) => (one.state === 'opened' ? 'opened' : one.why))

describe('a warning', () => {
  test('opens at six in ten within a week and stays until less than four', () => {
    expect(said([found(0.59), found(0.6), found(0.45), found(0.4), found(0.39), found(0.59)])).toEqual(['opened', 'faded'])
    expect(said([found(0.6), found(0.45), found(0.4)])).toEqual(['opened'])
  })

  test('keeps the line that it spoke of, and the instant from which it spoke', () => {
    const { memory } = fold([found(0.7, 10, 20), found(0.7, 15, 25)])
    expect(memory).toEqual({ shown: { since: 0, threshold: 20 } })
  })

  test('has come true once the line is crossed, however little likely it had become', () => {
    expect(said([found(0.7), found(0.1, 21)])).toEqual(['opened', 'came'])
  })

  test('is not given of a line that is crossed already', () => {
    expect(said([found(0.99, 21, 20)])).toEqual([])
  })

  test('goes when nothing can be told any more, which is neither a hit nor calm', () => {
    expect(said([found(0.7), found(null)])).toEqual(['opened', 'untold'])
    expect(said([found(null)])).toEqual([])
  })

  test('is remembered as JSON, and a fold in two parts is the fold in one', () => {
    const step = fc.record({ chance: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), now: fc.integer({ min: 0, max: 30 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.nat(20), (steps, cut) => {
        const seen = steps.map(({ chance, now }) => found(chance, now))
        const first = fold(seen.slice(0, cut))
        const revived = JSON.parse(JSON.stringify(first.memory)) as WarningMemory
        let memory = revived
        seen.slice(cut).forEach((one, index) => (memory = watchLine(memory, one, (Math.min(cut, seen.length) + index) * DAY).memory))
        expect(memory).toEqual(fold(seen).memory)
      }),
      runs(100),
    )
  })

  test('opens and closes in turn, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 30 })), { maxLength: 40 }), (steps) => {
        const states = fold(steps.map(([chance, now]) => found(chance, now))).transitions.map(({ state }) => state)
        states.forEach((state, index) => expect(state).toBe(index % 2 === 0 ? 'opened' : 'cleared'))
      }),
      runs(100),
    )
  })
})
