import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { random, seedOf } from '../src/domain/random.ts'
import { type Series } from './series.ts'

/** Series whose truth is known: how the mean moves from step to step, by kind. */
const MOVES: Readonly<Record<string, (mean: number, chance: () => number) => (step: number, length: number) => number>> = {
  stationary: (mean) => () => mean,
  trending: (mean, chance) => {
    const growth = chance() < 0.5 ? 1.02 : 0.98
    return (step) => mean * growth ** step
  },
  seasonal: (mean, chance) => {
    const [swing, phase] = [0.1 + 0.4 * chance(), 12 * chance()]
    return (step) => mean * (1 + swing * Math.cos((2 * Math.PI * (step + phase)) / 12))
  },
  shifted: (mean, chance) => {
    const [when, factor] = [chance(), chance() < 0.5 ? 0.5 : 2]
    return (step, length) => (step < when * length ? mean : mean * factor)
  },
}

const MEANS = [0.3, 1, 3, 10, 50, 500, 20_000]
const DISPERSIONS = [1, 1.5, 3]

/** So many series of a kind, over all means and dispersions, each of `length` values; monthly, should anyone ask for a season. */
export const KINDS = Object.keys(MOVES)
export function syntheticSeries(kind: string, length: number, count: number): readonly Series[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = random(seedOf(`${kind} ${length} ${index}`))
    const mean = MEANS[index % MEANS.length] ?? 1
    const dispersion = DISPERSIONS[Math.floor(index / MEANS.length) % DISPERSIONS.length] ?? 1
    const meanAt = MOVES[kind]?.(mean, chance) ?? (() => mean)
    const values = Array.from({ length }, (_, step) => negativeBinomial(meanAt(step, length), dispersion * meanAt(step, length)).draw(chance))
    return { set: kind, name: `${kind} ${index}`, period: 12, values }
  })
}
