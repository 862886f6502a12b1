import { describe, expect, test } from 'vitest'
import { MONDAY, OFFICE, chancy, even, flow, judged, none } from '../../../test/made-days.ts'
import { NOTHING_FLAGGED, judgedStage } from './stage-flows.ts'

const span = (from: number, to: number, teaches = false) => ({ from: MONDAY + from, to: MONDAY + to, ...(teaches ? { teaches } : {}) })

describe('a stage in all its places', () => {
  test('teaches each place its own mean, and all of them how unsteady days are', () => {
    const [one, other] = judgedStage([2, 8].map((mean) => flow(chancy(85, mean, 2, mean), chancy(85, mean, 2, mean))), [NOTHING_FLAGGED, NOTHING_FLAGGED], OFFICE) // prettier-ignore
    expect(one?.departed.usual.mean).toBeCloseTo(2, -0.5)
    expect(other?.departed.usual.mean).toBeCloseTo(8, -0.5)
    expect(one?.departed.rhythm).toBe(other?.departed.rhythm)
  })
  test('does not count the first day, which brings what had been waiting before', () => {
    expect(judged(flow([500, ...even(84)], even(85))).arrived.usual.mean).toBeLessThan(5)
  })
  test('does not take those who were there when the record began for all who came before', () => {
    const stillThere = even(85).map((count, index) => (index < 28 ? Math.round(count / 4) : count))
    const left = [...none(28), ...even(57)]
    expect(judged(flow(stillThere, left)).arrived.usual.mean).toBeCloseTo(judged(flow(even(85), even(85))).arrived.usual.mean, 0)
  })
  test('knows what comes of a stage that nobody has left yet', () => {
    expect(judged(flow(even(85), none(85))).arrived.usual.mean).toBeCloseTo(judged(flow(even(85), even(85))).arrived.usual.mean, 1)
  })
  test('learns nothing from the last days: they are what is judged', () => {
    expect(judged(flow(even(85), [...even(75), ...none(10)])).departed.usual.mean).toBeCloseTo(4, 0)
  })
  test('learns of a place that joined late from its own days', () => {
    const places = [flow(even(85), even(85)), flow([...none(40), ...even(45)], [...none(40), ...even(45)])]
    const [, joined] = judgedStage(places, [NOTHING_FLAGGED, NOTHING_FLAGGED], OFFICE)
    expect(joined?.departed.usual.mean).toBeGreaterThan(3.5)
  })
  test('learns nothing from a day on which somebody closed hundreds at once', () => {
    const closed = even(85).map((count, index) => (index === 30 ? 400 : count))
    expect(judged(flow(even(85), closed)).departed.usual.mean).toBeLessThan(5.2)
  })
})

describe('days that were out of the ordinary', () => {
  const counts = [...even(30), ...none(15), ...even(40)]
  const usualWith = (flagged: ReturnType<typeof span>) => judgedStage([flow(even(85), counts)], [{ arrived: [], departed: [flagged] }], OFFICE)[0]?.departed
  test('teach nothing, and once over are not judged again', () => {
    const left = usualWith(span(42, 62))
    expect(left?.usual.mean).toBeGreaterThan(judged(flow(even(85), counts)).departed.usual.mean + 0.5)
    expect(left?.days.some(({ day }) => day === MONDAY + 50)).toBe(false)
  })
  test('teach all the same where they may have been chance', () => {
    expect(usualWith(span(42, 62, true))?.usual.mean).toBe(judged(flow(even(85), counts)).departed.usual.mean)
    expect(usualWith(span(42, 62, true))?.days.some(({ day }) => day === MONDAY + 50)).toBe(false)
  })
})
