import { expect, test } from 'vitest'
import { type Reloads, reloadsAfter, waitBeforeReload } from './reloads.ts'

const NONE: Reloads = { count: 0, at: 0 }
const START = 10 * 60 * 60_000

test('a page that loads itself again and again waits longer each time, but never for good', () => {
  let reloads = NONE
  let now = START
  const waits: number[] = []
  for (let time = 0; time < 12; time++) {
    const wait = waitBeforeReload(reloads, now)
    waits.push(wait / 1000)
    now += wait
    reloads = reloadsAfter(reloads, now)
  }
  expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800, 1800])
})

test('an hour without a reload forgets those before, and so does a calendar that was set back', () => {
  const often: Reloads = { count: 9, at: START }
  expect(waitBeforeReload(often, START + 60 * 60_000)).toBe(0)
  expect(reloadsAfter(often, START + 60 * 60_000)).toEqual({ count: 1, at: START + 60 * 60_000 })
  expect(waitBeforeReload(often, START - 1)).toBe(0)
})
