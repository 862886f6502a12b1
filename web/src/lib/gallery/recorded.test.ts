import { board, council } from '@weir/shared/contract/board'
import { describe, expect, test } from 'vitest'
import { RECORDED } from './recorded.ts'

/** Broken to see these fail: a figure of a recorded board made a text; a locality that the pack does not have. */
describe.each(RECORDED.map((one) => [one.pack.id, one] as const))('what was recorded of %s', (_id, { pack, council: whole, boards }) => {
  test('is of the contract', () => {
    expect(council.safeParse(whole).error).toBeUndefined()
    for (const one of boards) expect(board.safeParse(one).error).toBeUndefined()
  })
  test('is of places and stages that its pack has', () => {
    const stages = pack.pathways.flatMap(({ id, stages: own }) => own.map((stage) => `${id} ${stage.id}`))
    for (const one of boards) {
      expect(pack.localities.map(({ id }) => id)).toContain(one.locality)
      expect(one.stages.map((stage) => `${stage.pathway} ${stage.stage}`)).toEqual(stages)
    }
  })
})
