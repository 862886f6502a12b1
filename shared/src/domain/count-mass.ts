/**
 * The mass at one count, to about 1e-12 relative, by Loader's saddle point ("Fast and accurate computation of binomial
 * probabilities", 2000): the large terms of log Γ are never formed, so nothing cancels at a mean of a million.
 * A negative binomial is told by its mean and its size (variance = mean + mean²/size); an infinite size is Poisson.
 */
export function massAt(k: number, mean: number, size: number): number {
  if (k === 0) return size === Infinity ? Math.exp(-mean) : Math.exp(-size * Math.log1p(mean / size))
  return size === Infinity ? poissonMass(k, mean) : negativeBinomialMass(k, mean, size)
}

const poissonMass = (k: number, mean: number): number => Math.exp(-stirlingError(k) - deviance(k, k - mean)) / Math.sqrt(2 * Math.PI * k)

function negativeBinomialMass(k: number, mean: number, size: number): number {
  const total = size + k
  const excess = (size * (k - mean)) / (size + mean)
  const exponent = stirlingError(total) - stirlingError(size) - stirlingError(k) - deviance(size, -excess) - deviance(k, excess)
  return Math.exp(exponent) * Math.sqrt(size / (2 * Math.PI * k * total))
}

/** x·log(x/y) + y − x for y = x − excess, without the cancellation when the two are close. */
function deviance(x: number, excess: number): number {
  const y = x - excess
  const v = excess / (x + y)
  if (!(Math.abs(v) < 0.1)) return x * Math.log(x / y) - excess
  let sum = excess * v
  let power = 2 * x * v
  for (let j = 3; ; j += 2) {
    power *= v * v
    const next = sum + power / j
    if (next === sum) return sum
    sum = next
  }
}

const SERIES_FROM = 15

/** log Γ(x + 1) less Stirling's formula: its series from 15 up, and below by Γ(x + 1) = Γ(x + 2) / (x + 1) from there. */
function stirlingError(x: number): number {
  if (x >= SERIES_FROM) return stirlingSeries(x)
  let product = 1
  let y = x
  while (y < SERIES_FROM) product *= ++y
  return stirlingSeries(y) + (y + 0.5) * Math.log(y) - y - Math.log(product) - (x + 0.5) * Math.log(x) + x
}

function stirlingSeries(x: number): number {
  const xx = x * x
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / xx) / xx) / xx) / xx) / xx) / x
}
