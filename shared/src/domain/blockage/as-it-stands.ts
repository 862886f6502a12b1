import type { BlockageBoard } from '../../contract/blockage.ts'
import type { StageBoard } from '../../contract/board.ts'

type Standing = Pick<StageBoard, 'pathway' | 'stage' | 'waiting' | 'oldestEnteredAt'>

/**
 * What was judged a moment ago, with how many wait at this one: a board says one number of a stage, never two. What is seen in all
 * places together, and a duty, keep the figures of the judgement.
 */
export const asItStands = (blockages: readonly BlockageBoard[], stages: readonly Standing[]): BlockageBoard[] =>
  blockages.map((blockage) => {
    const here = stages.find(({ pathway, stage }) => pathway === blockage.pathway && stage === blockage.stage)
    return here && !blockage.everywhere ? { ...blockage, waiting: here.waiting, oldestEnteredAt: here.oldestEnteredAt } : blockage
  })
