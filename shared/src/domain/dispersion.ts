/** What is believed of a dispersion before counting, and how many counts that belief is worth. */
export interface DispersionPrior {
  readonly dispersion: number
  readonly weight: number
}

/**
 * The dispersion of counts, which is their variance divided by their mean: 1 for pure chance, 1.5 to 3 for most flows of
 * cases. By moments (Pearson's statistic over its degrees of freedom), drawn towards the prior in proportion to what
 * each is worth, and never below 1. `expected` gives each count's own mean, where weekdays differ; without it they share
 * one, which costs a degree of freedom. As it is a ratio, it also holds for the sum of several days.
 * @throws RangeError where a count or a mean is not a number of 0 or more, or there are not as many means as counts
 */
export function shrunkDispersion(counts: readonly number[], prior: DispersionPrior, expected?: readonly number[]): number {
  counts.forEach((count, index) => checkAmount(count, `counts[${index}]`))
  expected?.forEach((mean, index) => checkAmount(mean, `expected[${index}]`))
  if (expected && expected.length !== counts.length) throw new RangeError(`${expected.length} means for ${counts.length} counts`)
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
  let [statistic, worth] = [prior.dispersion * prior.weight, prior.weight]
  counts.forEach((count, index) => {
    const usual = expected ? (expected[index] ?? 0) : mean
    if (usual === 0) return
    statistic += (count - usual) ** 2 / usual
    worth += expected ? 1 : 1 - 1 / counts.length
  })
  return Math.max(1, worth > 0 ? statistic / worth : prior.dispersion)
}

function checkAmount(amount: number, where: string): void {
  if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`invalid amount: ${where} is ${amount}, not a number of 0 or more`)
}
