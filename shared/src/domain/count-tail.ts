import { massAt } from './count-mass.ts'

/** What one count splits a distribution into: the chance of it or fewer, and of more. */
export interface Split {
  readonly upTo: number
  readonly above: number
}

const MOST_STEPS = 100_000

/** Where the mean is less than this share of the variance, the fraction for the upper tail would take thousands of steps. */
const WILD = 1e-4

/**
 * Both tails of a negative binomial (size Infinity: Poisson) at a count. Each is an incomplete beta function, and the one
 * on the count's own side of the mean comes from the continued fraction of Didonato and Morris (TOMS 708, 1992), in which
 * nothing cancels: 1e-10 relative at a mean of a million, however small the tail, after a few hundred steps at most. The
 * other is the rest, and as good unless it is below 1e-6, which takes a size (mean² / variance) below 1e-6.
 */
export function splitAt(k: number, mean: number, size: number): Split {
  const next = k + 1
  const q = size === Infinity ? 0 : mean / (size + mean)
  const p = 1 / (1 + mean / size)
  const scale = massAt(k, mean, size) * mean * (size === Infinity ? 1 : (size + k) / (size + mean))
  const distance = (next - mean) * p
  if (next < mean || (p < WILD && next * p < 1)) {
    const upTo = scale * fraction(1 / size, p, q, next * p, -distance)
    return { upTo, above: 1 - upTo }
  }
  const above = scale * fraction(1 / next, q, p, mean * p, distance)
  return { upTo: 1 - above, above }
}

/** The fraction for the incomplete beta function of a, b at x, told by 1/a, x, 1 − x, b·x and a − (a + b)·x. */
function fraction(perA: number, x: number, y: number, bx: number, lambda: number): number {
  const first = 1 + perA
  let [aBefore, a, bBefore, b] = [0, 1, 1, (1 + lambda) / first]
  let value = a / b
  for (let n = 1; n < MOST_STEPS; n++) {
    const shrink = 1 / (1 + (2 * n - 1) * perA)
    const grown = 1 + n * perA
    const w = n * (bx - n * x)
    const t = 1 + (n - 1) * perA
    const alpha = t * (t * x + bx * perA) * shrink * shrink * w
    const beta = n + w * perA * shrink + (grown / (first + 2 * n * perA)) * (1 + lambda + n * (1 + y))
    ;[aBefore, a] = [a, alpha * aBefore + beta * a]
    ;[bBefore, b] = [b, alpha * bBefore + beta * b]
    const before = value
    value = a / b
    if (!(Math.abs(value - before) > 1e-15 * value)) break
    ;[aBefore, a, bBefore, b] = [aBefore / b, value, bBefore / b, 1]
  }
  return value
}
