import { NO_SEASON, type Season } from './season.ts'

/**
 * What comes next, from a pool of simple experts rather than one chosen model. Each follows the level at its own pace
 * (exponential smoothing, a plain mean while the history is short) and trusts the season more or less or not at all; they
 * are mixed by how well each has done lately (exponential weights, with the past forgotten slowly). A shift of level thus
 * hands the word to the quick ones, a steady series to the slow ones, and nothing is fitted. How wrong the mix will be comes
 * from how wrong its members were, one step ahead, over the same past.
 */
interface Expert {
  readonly pace: number
  readonly trust: number
  /** the season taken out */
  readonly level: number
  /** squared misses in units of the variance foretold, capped and fading: what it is weighed by */
  readonly loss: number
  /** squared misses per square root of the mean, fading: what the variance is made of */
  readonly miss: number
}

export interface Pool {
  readonly experts: readonly Expert[]
  readonly seen: number
  /** what the fading misses weigh */
  readonly weight: number
}

export interface Moments {
  readonly mean: number
  readonly variance: number
}

const PACES = [0.05, 0.15, 0.4, 0.7]
const TRUSTS = [Infinity, 0.5, 4]
const RATE = 0.4 // how fast a worse record costs an expert its weight; 0.5 would be Bayes' rule for normal errors
const LOSS_KEPT = 0.98
const MISS_KEPT = 0.96
const WORST_LOSS = 16 // one freak value does not silence an expert
const SMALLEST_FACTOR = 0.05
const FAINT = 0.7 // after n zeros the mean is 0.7 / (n + 1): nothing yet is not never
const USUAL_SPREAD = 0.64 // before anything is known of a series, its variance beyond the mean ÷ mean^1.5: the relative spread of larger counts is smaller

export function poolOf(values: readonly (number | undefined)[], season: Season): Pool {
  let pool: Pool = { experts: [], seen: 0, weight: 0 }
  values.forEach((value, index) => {
    if (value !== undefined) pool = pool.seen === 0 ? begun(value, season) : taught(pool, value, season, season.phaseOf(index))
    season.learn(index)
  })
  return pool
}

function begun(value: number, season: Season): Pool {
  const trusts = season === NO_SEASON ? [Infinity] : TRUSTS
  return { experts: trusts.flatMap((trust) => PACES.map((pace) => ({ pace, trust, level: value, loss: 0, miss: 0 }))), seen: 1, weight: 0 }
}

function taught(pool: Pool, value: number, season: Season, phase: number): Pool {
  const { mean, variance } = outlook(pool, season, phase)
  const scale = scaleAt(mean)
  const experts = pool.experts.map((expert) => {
    const factor = season.factor(phase, expert.trust)
    const pace = Math.max(expert.pace, 1 / (pool.seen + 1))
    const squared = (value - expert.level * factor) ** 2
    return {
      ...expert,
      level: expert.level + pace * (value / Math.max(factor, SMALLEST_FACTOR) - expert.level),
      loss: expert.loss * LOSS_KEPT + Math.min(WORST_LOSS, squared / variance),
      miss: expert.miss * MISS_KEPT + squared / scale,
    }
  })
  return { experts, seen: pool.seen + 1, weight: pool.weight * MISS_KEPT + 1 }
}

/**
 * Mean and variance of the value `ahead` steps after the last one, which falls in this phase. A level wanders on at its
 * expert's pace, by half as much as if it never came back: Boston's daily counts, a fortnight ahead, wander by less than that.
 */
export function outlook(pool: Pool, season: Season, phase: number, ahead = 1): Moments {
  const least = Math.min(...pool.experts.map(({ loss }) => loss))
  let [total, level, miss, wander] = [0, 0, 0, 0]
  for (const expert of pool.experts) {
    const weight = Math.exp(RATE * (least - expert.loss))
    total += weight
    level += weight * expert.level * season.factor(phase, expert.trust)
    miss += weight * expert.miss
    wander += weight * expert.pace ** 2
  }
  const mean = Math.max(level / total, FAINT / (pool.seen + 1))
  return { mean, variance: varianceOf(pool, mean, miss / total) * (1 + ((ahead - 1) * wander) / (2 * total)) }
}

/** The misses so far, and a little of what is usual, which counts for less the more there are; at least Poisson's. */
function varianceOf({ seen, weight }: Pool, mean: number, miss: number): number {
  const usual = mean + USUAL_SPREAD * mean ** 1.5
  const trust = 1 / Math.max(1, seen - 1)
  const variance = (scaleAt(mean) * miss + trust * usual) / (weight + trust)
  return Math.max(mean, variance * (1 + 1 / seen)) // few misses tell little: a Student-like widening
}

/** Between counts, whose variance grows with the mean, and measurements, whose variance does not: what did best on real series. */
const scaleAt = (mean: number): number => Math.sqrt(mean + 0.5)
