import fc from 'fast-check'
import { expect, test } from 'vitest'
import { at, tell } from '../../test/stories.ts'
import { inOrder } from './in-order.ts'

/** Broken on purpose: the order of the file taken for that of the record; the first failed. */
const line = (time: string, recorded?: string) => tell('entered', time, { stage: 'referral' }, recorded === undefined ? {} : { recorded })
const prompt = ['02 09:00', '03 09:00', '05 09:00'].map((time) => line(time))
const late = [line('03 10:00', '06 09:00'), line('04 10:00', '06 09:00')]

test('a log that was sorted by when things happened is judged as one that was kept in order', () => {
  const [first, second, third] = prompt
  const [one, other] = late
  const byTime = [first, second, one, other, third].flatMap((event) => event ?? [])
  expect(inOrder(byTime)).toEqual(inOrder([...prompt, ...late]))
})

test('a line that says when it was written down is believed, wherever it stands', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...prompt, ...late], { minLength: 5 }), (shuffled) => {
      const known = inOrder(shuffled)
      for (const event of late) expect(known.find((one) => one.event === event)?.at).toBe(at('06 09:00'))
      for (const [index, one] of known.entries()) expect(one.at).toBeGreaterThanOrEqual(known[index - 1]?.at ?? -Infinity)
    }),
  )
})

test('one that does not say was written down no earlier than those above it', () => {
  const known = inOrder([...prompt, line('03 10:00')])
  expect(known.at(-1)).toMatchObject({ at: at('05 09:00'), event: { happenedAt: at('03 10:00') } })
})
