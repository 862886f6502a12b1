import type { StageBoard } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { madeStage } from '../made.ts'
import { journeyStrips, receivedAtEnd } from './journey-strips.ts'
import type { Journey } from './stage-rows.ts'

const stage = (waiting: number, came = 0) => madeStage({ pathway: 'p', waiting, arrivals: { h24: 0, d7: came } })
const journey = (pathway: string, ...stages: readonly StageBoard[]): Journey => ({ pathway, service: 'adults', stages })
const none = () => false

test('journeys where nothing is and nothing moves are only named, so that the others have room', () => {
  const { strips, idle } = journeyStrips([journey('a', stage(0), stage(3)), journey('b', stage(0)), journey('c', stage(0, 1))], none)
  expect([strips.map((one) => one.pathway), idle.map((one) => one.pathway)]).toEqual([['a', 'c'], ['b']])
})

test('a journey of which something is told is never left out', () => {
  expect(journeyStrips([journey('b', stage(0))], (pathway) => pathway === 'b').strips).toHaveLength(1)
})

test('a stage is as wide in every journey, and a long journey goes on in the next row', () => {
  const long = journey('a', ...Array.from({ length: 9 }, () => stage(1)))
  const short = journey('b', stage(1), stage(1))
  expect(journeyStrips([long, short], none)).toMatchObject({ wideColumns: 5, wideRows: 3, tallColumns: 3, tallRows: 4 })
  expect(journeyStrips([short], none)).toMatchObject({ wideColumns: 2, wideRows: 1, tallColumns: 2, tallRows: 1 })
})

test('who receives care at the end of a journey is told with its name, and is no pool', () => {
  const received = { ...stage(9), kind: 'service' as const }
  const strips = journeyStrips([journey('a', stage(1), received, stage(1), received)], none)
  expect([strips.wideColumns, receivedAtEnd({ stages: [stage(1), received] }).length, receivedAtEnd({ stages: [received] }).length]).toEqual([3, 1, 0])
})

test("a journey of a service that has nothing here is not this place's, and is not named", () => {
  const children = { ...journey('c', { ...stage(0), service: 'children' }), service: 'children' }
  const { strips, idle } = journeyStrips([journey('a', stage(3), stage(1)), journey('b', stage(0)), children], none)
  expect([strips.map(({ pathway }) => pathway), idle.map(({ pathway }) => pathway)]).toEqual([['a'], ['b']])
})

test('journeys of one stage each stand in a grid, and ask for no more rows than it has', () => {
  const nine = Array.from({ length: 9 }, (_, index) => journey(`p${index}`, stage(1)))
  expect(journeyStrips(nine, none)).toMatchObject({ wideColumns: 3, wideRows: 3, tallColumns: 2, tallRows: 5 })
})
