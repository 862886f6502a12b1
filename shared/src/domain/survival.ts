/**
 * How long a visit lasts, told by those that go on as well as by those that have ended: a median over the ended alone falls
 * just when a stage blocks and only the quick get through. The product-limit estimate (Kaplan and Meier, 1958) with delayed
 * entry: a visit counts at the ages at which it was watched. `from` is 0, or its age when the record began; `until` is its
 * age when it ended, or now. Ages are milliseconds of whatever clock the caller measures by, elapsed or working.
 *
 * `ended` means the ending that is asked about. Where that is progress, a visit that ended otherwise (died, admitted
 * elsewhere, withdrawn) is given as not ended at the age when it stopped being watched: censored. The curve then says how
 * long it takes where nothing intervenes.
 */
export interface WatchedVisit {
  readonly from: number
  readonly until: number
  readonly ended: boolean
}

export interface SurvivalCurve {
  /** the chance that a visit has ended by this age, itself included */
  readonly probabilityLeft: (age: number) => number
  /** the age by which this share has ended; null where the curve never falls that low: too few have been seen to end */
  readonly quantile: (p: number) => number | null
  /**
   * The chance that a visit of this age ends within so much more. Beyond `watchedUntil` nothing is known, so a span that
   * reaches over it gives the least it can be; null where no visit of this age has been watched, or none was seen to outlast it.
   */
  readonly chanceToLeaveWithin: (age: number, span: number) => number | null
  /** the service-level expectation: the age by which 85 % have ended */
  readonly expectation: number | null
  /** visits watched at this age: what the curve rests on there */
  readonly atRisk: (age: number) => number
  /** the greatest age at which any visit was watched; 0 of none */
  readonly watchedUntil: number
}

const EXPECTED_SHARE = 0.85
const ROUNDING = 1e-12 // a product of fractions that ought to be 0.15 is not quite

/** @throws RangeError where a visit's ages are not numbers with 0 ≤ from ≤ until */
export function survivalCurve(visits: readonly WatchedVisit[]): SurvivalCurve {
  visits.forEach(checkVisit)
  const entries = Float64Array.from(visits, ({ from }) => from).sort()
  const exits = Float64Array.from(visits, ({ until }) => until).sort()
  const ends = Float64Array.from(visits.filter(({ ended }) => ended).map(({ until }) => until)).sort()
  const { ages, staying } = productLimit(entries, exits, ends)
  const stayingAt = (age: number) => staying[countUpTo(ages, age) - 1] ?? 1
  const atRisk = (age: number) => countUpTo(entries, age) - countBelow(exits, age)
  const watchedUntil = exits.at(-1) ?? 0
  const quantile = (p: number) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`invalid probability: ${p}`)
    return p === 0 ? 0 : (ages[firstIndex(staying.length, (index) => (staying[index] ?? 0) <= 1 - p + ROUNDING)] ?? null)
  }
  const chanceToLeaveWithin = (age: number, span: number) => {
    if (!(age >= 0 && span >= 0)) throw new RangeError(`invalid age or span: ${age}, ${span}`)
    const now = stayingAt(age)
    return visits.length === 0 || age > watchedUntil || now <= ROUNDING ? null : 1 - stayingAt(age + span) / now
  }
  return { probabilityLeft: (age) => 1 - stayingAt(age), quantile, chanceToLeaveWithin, expectation: quantile(EXPECTED_SHARE), atRisk, watchedUntil }
}

/**
 * The share that stays beyond each age at which some ended: 1 − ended ÷ at risk, multiplied up. One step departs from the
 * textbook. In a young record, the two or three visits watched from the start may all end before the older ones come under
 * watch, and a factor of 0 would end the curve for everybody; there, one more is reckoned to have stayed.
 */
function productLimit(entries: Float64Array, exits: Float64Array, ends: Float64Array) {
  const ages: number[] = []
  const staying: number[] = []
  let [entered, gone, share] = [0, 0, 1]
  for (let index = 0; index < ends.length;) {
    const age = ends[index] ?? 0
    let ended = 0
    for (; ends[index] === age; index++) ended++
    while ((entries[entered] ?? Infinity) <= age) entered++
    while ((exits[gone] ?? Infinity) < age) gone++
    const atRisk = entered - gone
    share *= 1 - ended / (ended === atRisk && entered < entries.length ? atRisk + 1 : atRisk)
    ages.push(age)
    staying.push(share)
  }
  return { ages, staying }
}

const countUpTo = (sorted: ArrayLike<number>, value: number): number => firstIndex(sorted.length, (index) => (sorted[index] ?? 0) > value)

const countBelow = (sorted: ArrayLike<number>, value: number): number => firstIndex(sorted.length, (index) => (sorted[index] ?? 0) >= value)

/** The first index for which something that stays true is true; the length where it never is. */
function firstIndex(length: number, reached: (index: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (reached(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function checkVisit({ from, until }: WatchedVisit, index: number): void {
  if (!(from >= 0 && from <= until && until < Infinity)) throw new RangeError(`invalid visit: visits[${index}] is watched from ${from} until ${until}`)
}
