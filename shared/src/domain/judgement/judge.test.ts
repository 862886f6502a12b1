import { describe, expect, test } from 'vitest'
import { MONDAY, even, flow, none } from '../../../test/made-days.ts'
import { NOWHERE, STEADY, judgedFrom, rulesWith } from '../../../test/made-council.ts'
import { blockagesIn } from './judge.ts'

/** Broken on purpose: services judged, the first held stage taken for the constraint, nowhere judged; each failed here. */
const FROM = MONDAY + 105
const stopped = flow(even(100), [...even(80), ...none(20)])
const starved = flow([...even(80), ...none(20)], [...even(80), ...none(20)])

describe('a council judged', () => {
  const rules = rulesWith(['queue', 'work', 'service'], 2)
  test('says of a queue that nothing leaves: since when, who waits, on what evidence and whose the reason is', () => {
    const { changes } = judgedFrom([[stopped, STEADY], [STEADY, STEADY], [STEADY, STEADY]], rules, FROM, MONDAY + 115) // prettier-ignore
    expect(changes).toHaveLength(1)
    expect(changes[0]).toMatchObject({ state: 'opened', stage: 0, locality: 1, blockage: { kind: 'blockage', stage: 'stage-0', waiting: 60 } })
    expect(changes[0]?.blockage.tests.map(({ test }) => test)).toContain('stall')
    expect(changes[0]?.blockage.reasons).toEqual([{ code: 'unallocated', count: 5, owner: 'social-care' }])
  })
  test('never says that a service is blocked: who receives care is not waiting', () => {
    const { changes, steps } = judgedFrom([[STEADY, STEADY], [STEADY, STEADY], [stopped, stopped]], rules, FROM, MONDAY + 120) // prettier-ignore
    expect([changes, steps[2]]).toEqual([[], null])
  })
  test('says nothing of people who are in no place yet, unless nobody is in any', () => {
    const told = (place: typeof STEADY) => judgedFrom([[place]], rulesWith(['queue'], 1), FROM, MONDAY + 118, stopped).changes.map(({ locality }) => locality)
    expect(told(STEADY)).toEqual([])
    expect(told(NOWHERE)).toEqual([0])
  })
  test('names the furthest stage that is held as the constraint, and the one before it as its effect', () => {
    const { seen } = judgedFrom([[stopped, STEADY], [stopped, STEADY], [STEADY, STEADY]], rules, FROM, MONDAY + 116) // prettier-ignore
    const told = blockagesIn(1, seen.flatMap((stage) => stage ?? []), rules) // prettier-ignore
    expect(told.map(({ stage, effectOf }) => [stage, effectOf])).toEqual([['stage-0', 'stage-1'], ['stage-1', null]]) // prettier-ignore
    expect(blockagesIn(2, seen.flatMap((stage) => stage ?? []), rules)).toEqual([]) // prettier-ignore
  })
  test('does not take a stage for silent that gets nothing because the one before is held', () => {
    const { changes } = judgedFrom([[stopped, STEADY], [starved, STEADY], [STEADY, STEADY]], rules, FROM, MONDAY + 120) // prettier-ignore
    expect(changes.map(({ blockage: { kind, stage } }) => [kind, stage])).not.toContainEqual(['recording-lag', 'stage-1'])
  })
  test('allows as much of a stage where work is, however many others its journeys name where nobody ever is', () => {
    const two = even(100, 0.5).map(Math.round)
    const work = [flow(two, [...two.slice(0, 80), ...none(20)]), ...Array.from({ length: 7 }, () => flow(two, two))]
    const openedOn = (stages: number) => {
      const empty = Array.from({ length: stages - 1 }, () => work.map(() => NOWHERE))
      return judgedFrom(
        [work, ...empty],
        rulesWith(
          Array.from({ length: stages }, () => 'queue'),
          8,
        ),
        FROM,
        MONDAY + 122,
      ).changes[0]?.at
    }
    expect(openedOn(80)).toBe(openedOn(1))
  })
  test('looks at no stage that it was not asked about, and remembers what it knew of it', () => {
    const whole = judgedFrom([[stopped, STEADY], [STEADY, STEADY], [STEADY, STEADY]], rules, FROM, MONDAY + 116) // prettier-ignore
    expect(whole.memory[0]?.places[1]?.open?.kind).toBe('blockage')
    expect(whole.seen[2]).toBeNull()
  })
})
