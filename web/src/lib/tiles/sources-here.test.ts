import type { Board } from '@weir/shared/contract/board'
import { describe, expect, test } from 'vitest'
import { RECORDED } from '../gallery/recorded.ts'
import { sourcesHere } from './sources-here.ts'

/** Broken to see these fail: sources told by place alone; what a level rests on left out where the pack does not name it. */
const care = RECORDED.find(({ pack }) => pack.id === 'carmarthenshire')
const adults = care?.boards.find(({ locality }) => locality === 'amman-gwendraeth')
if (!care || !adults) throw new Error('Carmarthenshire is not recorded')
const idsOf = (board: Board) => sourcesHere(board, care.pack).map(({ id }) => id.split('/').at(-1))

describe('the wall of a place tells of the sources that feed it', () => {
  test("where only adults are cared for, children's records and the hospitals' lists are no news", () => {
    expect(idsOf(adults)).toEqual(['mosaic', 'brokerage', 'reablement', 'staffing'])
  })
  test('of two hospitals, each hears of its own list', () => {
    const hospital = (locality: string): Board => ({
      ...adults,
      locality,
      capacity: [],
      stages: [],
      pressure: adults.pressure.map((one) => ({ ...one, service: 'discharge' })),
    })
    expect([idsOf(hospital('morriston')), idsOf(hospital('glangwili'))]).toEqual([
      ['staffing', 'discharge'],
      ['staffing', 'discharge'],
    ])
    expect(sourcesHere(hospital('morriston'), care.pack).map(({ id }) => id)).toContain('/swansea-bay/discharge')
    expect(sourcesHere(hospital('glangwili'), care.pack).map(({ id }) => id)).toContain('/hywel-dda/discharge')
  })
  test('what has no locality may come from any', () => {
    const nowhere: Board = { ...adults, locality: 'unplaced', pressure: adults.pressure.map((one) => ({ ...one, service: 'discharge' })) }
    expect(idsOf(nowhere).filter((id) => id === 'discharge')).toHaveLength(2)
  })
  test('what a level is told to rest on is never left out', () => {
    const rests = adults.pressure.map((one) => ({ ...one, sources: { late: ['/carmarthenshire/childrens-records'], silent: [], of: 4 } }))
    expect(idsOf({ ...adults, pressure: rests })).toContain('childrens-records')
  })
  test('a place where nothing is, and the council, hear of all', () => {
    expect(idsOf({ ...adults, pressure: [], stages: [], capacity: [] })).toHaveLength(5)
    expect(sourcesHere(care.council, care.pack)).toHaveLength(7)
  })
})
