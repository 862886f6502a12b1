import type { Board } from '@weir/shared/contract/board'

/** A source's own count of a stage of a locality, with Weir's of the same moment. */
export interface CountHere {
  readonly pathway: string
  readonly stage: string
  readonly source: string
  readonly team: string | null
  readonly open: number
  readonly ours: number
}

/** Every count of a locality that can be compared: those that differ most stand first, the rest in the order of the board. */
export const countsHere = ({ stages }: Pick<Board, 'stages'>): readonly CountHere[] =>
  stages
    .flatMap(({ pathway, stage, sourceSays }) =>
      sourceSays.flatMap(({ source, team, open, ours }) => (ours === null ? [] : [{ pathway, stage, source, team, open, ours }])),
    )
    .toSorted((a, b) => apart(b) - apart(a))

export const apart = ({ open, ours }: Pick<CountHere, 'open' | 'ours'>): number => Math.abs(open - ours)

/** Which one is asked for: by its stage, and by its source and team where they are said; without any, the one that differs most. */
export function askedOf(
  counts: readonly CountHere[],
  asked: Pick<CountHere, 'pathway' | 'stage'> | null,
  source: string | null,
  team: string | null,
): CountHere | undefined {
  const there = asked ? counts.filter(({ pathway, stage }) => pathway === asked.pathway && stage === asked.stage) : counts.filter((one) => apart(one) > 0)
  return there.find((one) => one.source === source && one.team === team) ?? there[0]
}
