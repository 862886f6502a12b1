import { expect, test } from 'vitest'
import { counted } from '../../../test/made-days.ts'
import { placeDay, together } from './history.ts'

test('a day of a place is read from its buckets: what came, what went, how late it was written down, what only moved on', () => {
  const [first, second] = placeDay(
    7,
    { '0.arrived': 3, '0.departed': 2, '0.departed:4': 1, '1.moved': 2, '1.arrived': 2, '0.died': 1, odd: 9, '9.arrived': 4 },
    2,
  )
  expect(first).toEqual({ arrived: counted(7, 3), departed: counted(7, 2, new Map([[4, 1]])), moved: 0 })
  expect(second).toEqual({ arrived: counted(7, 2), departed: counted(7, 0), moved: 2 })
})

test('places together are the sum of their days, and of their lateness', () => {
  const late = (days: number, count: number) => new Map([[days, count]])
  expect(together([[counted(1, 2, late(3, 1)), counted(2, 1)], [counted(1, 4, late(3, 2)), counted(2, 0)]])).toEqual([counted(1, 6, late(3, 3)), counted(2, 1)]) // prettier-ignore
  expect(together([])).toEqual([])
})
