import { expect, test } from 'vitest'
import { wakefulness } from './wakefulness.ts'

const look = (at: number, dated = at) => ({ at, dated })

test('a tab that looks every second is awake, even when it is a little late', () => {
  expect(wakefulness(look(0), look(1000))).toEqual({ kind: 'awake' })
  expect(wakefulness(look(0), look(3000))).toEqual({ kind: 'awake' })
})

test('a tab that stood still wakes, and its own clock has seen the time', () => {
  expect(wakefulness(look(0), look(8 * 60_000))).toEqual({ kind: 'woke', sleptMs: 0 })
})

test('a machine that slept wakes, and the time that its forward clock did not see is told', () => {
  expect(wakefulness(look(0), look(1000, 3_601_000))).toEqual({ kind: 'woke', sleptMs: 3_600_000 })
})

test('a calendar that is put right by seconds, or set back, is no sleep', () => {
  expect(wakefulness(look(0), look(1000, 4000))).toEqual({ kind: 'awake' })
  expect(wakefulness(look(0, 90_000), look(1000, 0))).toEqual({ kind: 'awake' })
})
