import { expect, test } from 'vitest'
import { driverBar, greatestOf } from './driver-bar.ts'

test('a driver of few points is drawn short, however much of them it adds', () => {
  const greatest = greatestOf([{ most: 9 }, { most: 3 }])
  expect(driverBar({ points: 3, most: 3, range: null }, greatest)).toEqual({ most: 1 / 3, sure: 1 / 3, maybe: 1 / 3 })
  expect(driverBar({ points: 0, most: 9, range: null }, greatest)).toEqual({ most: 1, sure: 0, maybe: 0 })
})

test('where it is not sure, only the least is filled, and the rest may be', () => {
  expect(driverBar({ points: 4, most: 6, range: { from: 2, to: 6 } }, 6)).toEqual({ most: 1, sure: 2 / 6, maybe: 1 })
})

test('no driver has points: nothing is drawn', () => {
  expect(driverBar({ points: 0, most: 0, range: null }, greatestOf([]))).toEqual({ most: 0, sure: 0, maybe: 0 })
})
