/**
 * How a count rises and falls with the phase of its cycle: the month of a year, the day of a week. A value's ratio is to the
 * mean of the one cycle around it, so that a trend does not pass for a season; what is known at an index comes from windows
 * that end there, so that a forecast made over the past sees no more than it could have seen then.
 */
export interface Rhythm {
  /** how many values make a cycle: 12 for months, 7 for days */
  readonly cycle: number
  readonly phases: number
  readonly phaseOf: (index: number) => number
  /** the phase that one is taken to be like until it has been seen: a holiday is like a Sunday */
  readonly like?: (phase: number) => number | undefined
}

export interface Season {
  readonly phaseOf: (index: number) => number
  /** what a level is multiplied by; `trust` is how many ratios of 1 the ones seen are averaged with (Infinity: always 1) */
  readonly factor: (phase: number, trust: number) => number
  /** takes in the value at an index, in order */
  readonly learn: (index: number) => void
}

export const NO_SEASON: Season = { phaseOf: () => 0, factor: () => 1, learn: () => undefined }

/** Keeps the ratio of small counts from being all or nothing. */
const EASE = 0.25

export function seasonOf(values: readonly (number | undefined)[], { cycle, phases, phaseOf, like }: Rhythm): Season {
  const sums = new Float64Array(phases)
  const seen = new Float64Array(phases)
  const factor = (phase: number, trust: number): number => {
    if (trust === Infinity) return 1
    const other = like?.(phase)
    const before = other === undefined ? 1 : factor(other, trust)
    return ((sums[phase] ?? 0) + trust * before) / ((seen[phase] ?? 0) + trust)
  }
  const learn = (index: number): void => {
    const centre = index - Math.floor(cycle / 2)
    const [value, usual] = [values[centre], centredMean(values, centre, cycle)]
    if (value === undefined || usual === undefined) return
    const phase = phaseOf(centre)
    sums[phase] = (sums[phase] ?? 0) + (value + EASE) / (usual + EASE)
    seen[phase] = (seen[phase] ?? 0) + 1
  }
  return { phaseOf, factor, learn }
}

/** The mean of one cycle around an index, whose two ends count half when the cycle is even; undefined where a value is missing. */
function centredMean(values: readonly (number | undefined)[], centre: number, cycle: number): number | undefined {
  const half = Math.floor(cycle / 2)
  let sum = 0
  for (let index = centre - half; index <= centre + half; index++) {
    const value = values[index]
    if (value === undefined) return undefined
    sum += cycle % 2 === 0 && Math.abs(index - centre) === half ? value / 2 : value
  }
  return sum / cycle
}
