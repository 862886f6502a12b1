import type { Lead } from '../../contract/warning.ts'
import type { LocalDay } from '../local-time.ts'
import type { Calendar } from '../working-time.ts'
import { type PlaceSeries, type Whitened, keptDays, whitened } from './whitened.ts'

/**
 * Pressure that moves: a place in which what is new on a day is new in another so many days later. Each pair of places is looked
 * at in both directions and at every lag up to a fortnight, and a chance is multiplied by how often one looked (Bonferroni), so
 * that a council with nothing of the kind is told so 19 times in 20. As the same wave may reach both ways, the direction must
 * stand out from its opposite.
 */
const FURTHEST_DAYS = 14
const ENOUGH_DAYS = 60
const RARE = 0.02
/** Standard errors by which the direction exceeds its opposite. */
const CLEARLY = 2.5
/** A series most of whose days are alike, such as none, cannot be ranked. */
const MOSTLY = 0.5

/** Of one service, which whoever asks knows. */
export type PlaceLead = Omit<Lead, 'service'>

export function leadsOf(series: readonly PlaceSeries[], calendar: Calendar): readonly PlaceLead[] {
  const varied = series.filter(isVaried)
  const kept = keptDays(varied, calendar)
  const days = kept.map((index) => varied[0]?.days[index]?.day ?? 0)
  const lags = lagsOf(days)
  const fresh = whitened(varied, kept)
  const looks = fresh.length * (fresh.length - 1) * lags.length
  return fresh
    .flatMap((from) => fresh.flatMap((to) => (from === to ? [] : leadFrom(from, to, lags, looks))))
    .sort((a, b) => a.chance - b.chance || (a.from < b.from ? -1 : 1))
}

function isVaried({ days }: PlaceSeries): boolean {
  const counts = new Map<number, number>()
  for (const { value } of days) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Math.max(0, ...counts.values()) <= MOSTLY * days.length
}

interface Lag {
  /** in kept days, and in local days on average */
  readonly kept: number
  readonly days: number
}

function lagsOf(days: readonly LocalDay[]): readonly Lag[] {
  const aDay = ((days.at(-1) ?? 0) - (days[0] ?? 0)) / Math.max(1, days.length - 1)
  return Array.from({ length: FURTHEST_DAYS }, (_, index) => ({ kept: index + 1, days: Math.round((index + 1) * aDay) })).filter(
    (lag) => lag.days <= FURTHEST_DAYS && days.length - lag.kept >= ENOUGH_DAYS,
  )
}

function leadFrom(from: Whitened, to: Whitened, lags: readonly Lag[], looks: number): readonly PlaceLead[] {
  let found: PlaceLead | null = null
  for (const lag of lags) {
    const { strength, score } = correlation(from.fresh, to.fresh, lag.kept)
    const chance = Math.min(1, looks * upperTail(score))
    if (chance > RARE || (found && chance >= found.chance)) continue
    if (score - correlation(to.fresh, from.fresh, lag.kept).score < CLEARLY * Math.SQRT2) continue
    found = { from: from.locality, to: to.locality, lagDays: lag.days, strength, chance }
  }
  return found ? [found] : []
}

/** Of what is new in the one with what is new in the other so many kept days later; the score is Fisher's, of a standard normal. */
function correlation(first: Float64Array, then: Float64Array, lag: number): { readonly strength: number; readonly score: number } {
  let [both, one, other, count] = [0, 0, 0, 0]
  for (let at = lag; at < then.length; at++) {
    const [a, b] = [first[at - lag] ?? NaN, then[at] ?? NaN]
    if (Number.isNaN(a) || Number.isNaN(b)) continue
    both += a * b
    one += a * a
    other += b * b
    count++
  }
  const strength = one > 0 && other > 0 ? both / Math.sqrt(one * other) : 0
  return { strength: Math.max(0, strength), score: Math.atanh(Math.min(MOST, Math.max(-MOST, strength))) * Math.sqrt(Math.max(0, count - 3) / RANKED) }
}

const MOST = 0.999999
/** The variance of Fisher's score for ranks, as a multiple of that for normal values (Fieller, Hartley and Pearson, 1957). */
const RANKED = 1.06
const STEPS = 40

/** The chance that a standard normal exceeds `z`, by Laplace's continued fraction; what is no rarity is called certain. */
function upperTail(z: number): number {
  if (z < 1) return 1
  let fraction = z
  for (let step = STEPS; step > 0; step--) fraction = z + step / fraction
  return Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI) / fraction
}
