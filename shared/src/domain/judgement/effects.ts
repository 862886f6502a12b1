import type { BlockageBoard } from '../../contract/blockage.ts'
import type { Rules } from '../rules.ts'

/** Of several held stages of one journey the one furthest down is the constraint; the others are its effects. */
export function withEffects(blockages: readonly BlockageBoard[], rules: Rules): readonly BlockageBoard[] {
  return blockages.map((blockage) => {
    const down = furthestDown(blockages, blockage.pathway, rules)
    return isHeld(blockage) && down !== null && down !== blockage.stage ? { ...blockage, effectOf: down } : blockage
  })
}

const isHeld = ({ kind }: BlockageBoard): boolean => kind === 'blockage' || kind === 'bottleneck' || kind === 'capacity-drop'

function furthestDown(blockages: readonly BlockageBoard[], pathwayId: string, rules: Rules): string | null {
  const pathway = rules.stages.find((rule) => rule.pathway.id === pathwayId)?.pathway
  const order = (blockage: BlockageBoard) => pathway?.stages.findIndex(({ id }) => id === blockage.stage) ?? -1
  const held = blockages.filter((blockage) => blockage.pathway === pathwayId && blockage.kind === 'blockage')
  return [...held].sort((a, b) => order(b) - order(a))[0]?.stage ?? null
}
