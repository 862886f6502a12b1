/**
 * Chance that can be repeated: a stream of uniform numbers that a seed alone determines, the same on every machine. The
 * generator is sfc32 (Chris Doty-Humphrey's small fast counting generator, as in PractRand), whose counter keeps any seed
 * from falling into a cycle shorter than 2³². Good for simulation; never for secrets.
 */
export type Uniform = () => number

const WARM_UP = 12

/** Uniform numbers in [0, 1), each a multiple of 2⁻³², from a seed that is any whole number of at most 53 bits. */
export function random(seed: number): Uniform {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`invalid seed: ${seed}`)
  let a = Math.floor(seed / 2 ** 32) | 0
  let b = seed | 0
  let c = 0x9e3779b9 | 0 // any constant: keeps seed 0 away from a state of zeroes
  let counter = 1
  const next = () => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (let i = 0; i < WARM_UP; i++) next()
  return next
}

/**
 * A seed from a text, so that each part of a simulation has a stream of its own (`seedOf('llanelli/assessment/2026-03-02')`)
 * and one more draw in one of them moves nothing in the others. 52 bits: two 26-bit halves of FNV-1a hashes, well stirred.
 */
export function seedOf(text: string): number {
  let high = 0x811c9dc5
  let low = 0x2f4a7c15
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 0x01000193)
    low = Math.imul(low ^ text.charCodeAt(i), 0x85ebca6b)
  }
  return (stirred(high) >>> 6) * 2 ** 26 + (stirred(low) >>> 6)
}

/** MurmurHash3's last step: every bit of the hash moves every bit of the answer. */
function stirred(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
