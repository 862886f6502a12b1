/**
 * The mean to the last bit as R gives it (`mean`, src/main/summary.c): the sum over the count, then a second pass that adds
 * the mean of what is left over, in the 80-bit numbers of x86 processors (64 binary digits, halves to even), rounded to a
 * double at the end. It matters because a run is broken by a value that equals the mean: with 0.1, 0.2 and 0.3, plain
 * addition puts the mean beside 0.2 and not on it. The mean of nothing is NaN.
 */
export function mean(values: readonly number[]): number {
  if (values.length === 0) return NaN
  const exact = values.map(extended)
  const first = over(exact.reduce(plus, ZERO), values.length)
  const left = exact.reduce((sum, value) => plus(sum, plus(value, minus(first))), ZERO)
  return double(plus(first, over(left, values.length)))
}

/** mantissa × 2^exponent, the mantissa having no more than 64 binary digits */
interface Extended {
  readonly mantissa: bigint
  readonly exponent: number
}

const ZERO: Extended = { mantissa: 0n, exponent: 0 }
const DIGITS = 64

function extended(value: number): Extended {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  const biased = (view.getUint16(0) >> 4) & 0x7ff
  const fraction = BigInt.asUintN(52, view.getBigUint64(0))
  const magnitude = biased === 0 ? fraction : fraction + (1n << 52n)
  return { mantissa: value < 0 ? -magnitude : magnitude, exponent: Math.max(biased, 1) - 1075 }
}

const double = ({ mantissa, exponent }: Extended): number => Number(mantissa) * 2 ** exponent // Number rounds halves to even

const minus = ({ mantissa, exponent }: Extended): Extended => ({ mantissa: -mantissa, exponent })

function plus(a: Extended, b: Extended): Extended {
  const exponent = Math.min(a.exponent, b.exponent)
  return rounded((a.mantissa << BigInt(a.exponent - exponent)) + (b.mantissa << BigInt(b.exponent - exponent)), exponent)
}

/** Twice 64 digits are carried: a quotient that is not halfway between two numbers is not halfway within them either. */
const over = ({ mantissa, exponent }: Extended, count: number): Extended => rounded((mantissa << BigInt(2 * DIGITS)) / BigInt(count), exponent - 2 * DIGITS)

function rounded(mantissa: bigint, exponent: number): Extended {
  const magnitude = mantissa < 0n ? -mantissa : mantissa
  if (magnitude >> BigInt(DIGITS) === 0n) return { mantissa, exponent }
  const excess = magnitude.toString(2).length - DIGITS
  const lost = BigInt.asUintN(excess, magnitude)
  const half = 1n << BigInt(excess - 1)
  const kept = magnitude >> BigInt(excess)
  const up = lost > half || (lost === half && kept % 2n === 1n) ? 1n : 0n
  return { mantissa: mantissa < 0n ? -(kept + up) : kept + up, exponent: exponent + excess }
}
