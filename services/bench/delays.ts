import type { Painted } from './observer.ts'

/** When each event was posted and when the number that counts it was painted → how long each took. Pure. */
export interface Delays {
  readonly ms: readonly number[]
  /** events whose number never came */
  readonly lost: number
}

/** The k-th posted event makes the number `base + k`; it is on the glass as soon as that number or a greater one is. */
export function delaysOf(postedAt: readonly number[], painted: readonly Painted[], base: number): Delays {
  const ms: number[] = []
  let next = 0
  for (const { number, at } of painted) {
    for (; next < postedAt.length && base + next + 1 <= number; next++) ms.push(at - (postedAt[next] ?? at))
  }
  return { ms, lost: postedAt.length - next }
}
