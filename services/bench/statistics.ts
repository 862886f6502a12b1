/** The few statistics that the bench needs. Pure. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)]
  if (value === undefined) throw new RangeError('a quantile of nothing')
  return value
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** One round of both, one after the other, so that whatever else the machine does hits both. */
export interface Round {
  readonly ours: number
  readonly theirs: number
}

/** The median of the rounds' ratios, not the ratio of medians: within a round the machine was the same. */
const ratioOf = (rounds: readonly Round[]): number => median(rounds.map(({ ours, theirs }) => ours / theirs))

export interface Compared extends Round {
  readonly ratio: number
}

export const compared = (rounds: readonly Round[]): Compared => ({
  ratio: ratioOf(rounds),
  ours: median(rounds.map(({ ours }) => ours)),
  theirs: median(rounds.map(({ theirs }) => theirs)),
})

/** Drives rounds in turn: ours, theirs, ours, theirs … The first round of each warms up and is left out. */
export async function inRounds(
  rounds: number,
  ours: (round: number) => Promise<number>,
  theirs: (round: number) => Promise<number>,
  say: (text: string) => void,
  warm = true,
): Promise<readonly Round[]> {
  const measured: Round[] = []
  for (let round = warm ? -1 : 0; round < rounds; round++) {
    const one = { ours: await ours(round), theirs: await theirs(round) }
    say(
      `  ${round < 0 ? 'warm-up' : `round ${round + 1} of ${rounds}`}: ours ${one.ours.toPrecision(4)}, theirs ${one.theirs.toPrecision(4)}, ratio ${(one.ours / one.theirs).toFixed(2)}`,
    )
    if (round >= 0) measured.push(one)
  }
  return measured
}
