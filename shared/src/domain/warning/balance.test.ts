import { describe, expect, test } from 'vitest'
import { chancy, flow, judged } from '../../../test/made-days.ts'
import { balanced } from './balance.ts'
import { memoriesOf } from './memories.ts'

/** Broken on purpose: nothing taken off, all of it taken off, every memory trusted alike; each failed here. */
const WEEK = { arrived: 5, departed: 5 }
const pace = (rate: number, unsure = 0.1) => ({ rate, unsure, waited: 40 })
const net = (come: number, go: number, unsure = 0.1) => {
  const { arrived, departed } = balanced({ arrived: pace(come, unsure), departed: pace(go, unsure) }, WEEK)
  return arrived.rate - departed.rate
}

describe('what comes less what goes', () => {
  test('is believed where it is far beyond chance, and the less the nearer it is to chance', () => {
    expect(net(12, 6)).toBeGreaterThan(5.8)
    expect(net(6.6, 6) / 0.6).toBeLessThan(0.7)
    expect(net(6.1, 6)).toBe(0)
  })
  test('is never turned round, and the better known of both moves less', () => {
    expect(net(6, 6.6)).toBeLessThanOrEqual(0)
    const { arrived, departed } = balanced({ arrived: pace(6.6, 0.2), departed: pace(6, 0.02) }, WEEK)
    expect(6.6 - arrived.rate).toBeGreaterThan(10 * (departed.rate - 6))
  })
  test('is as it was where one of both is not known', () => {
    expect(balanced({ arrived: pace(6), departed: pace(0) }, WEEK)).toEqual({ arrived: pace(6), departed: pace(0) })
  })
})

describe('the memories that are trusted', () => {
  const shares = (counts: readonly number[]) => memoriesOf(judged(flow(counts, counts)).departed, [])

  test('are the long ones where the pace is steady, and the short one where it has changed', () => {
    const [short = 0, , long = 0] = shares(chancy(80, 6, 1.2, 3))
    expect(long).toBeGreaterThan(short)
    const [soon = 0, , late = 0] = shares([...chancy(45, 6, 1.2, 4), ...chancy(35, 14, 1.2, 5)])
    expect(soon).toBeGreaterThan(late)
  })
  test('share what is one among them, also where nothing ever went', () => {
    for (const counts of [chancy(80, 6, 2, 6), new Array<number>(80).fill(0)]) expect(shares(counts).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  })
})
