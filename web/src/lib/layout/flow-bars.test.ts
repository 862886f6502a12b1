import { expect, test } from 'vitest'
import { flowBars, mostOf } from './flow-bars.ts'

test('in and out are drawn on one scale for the whole wall', () => {
  const most = mostOf([
    { arrivals: 200, departures: 50 },
    { arrivals: 10, departures: 20 },
  ])
  expect(most).toBe(200)
  expect(flowBars(200, 50, most)).toEqual({ arrivals: 1, departures: 0.25 })
  expect(flowBars(10, 20, most)).toEqual({ arrivals: 0.05, departures: 0.1 })
})

test('one case is seen beside a thousand, and none is not drawn', () => {
  expect(flowBars(1, 0, 1000)).toEqual({ arrivals: 0.02, departures: 0 })
  expect(flowBars(0, 0, 0)).toEqual({ arrivals: 0, departures: 0 })
})
