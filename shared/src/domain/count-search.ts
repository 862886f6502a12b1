/**
 * The smallest count for which something that stays true becomes true: strides that double, away from a guess, until the
 * change lies between two counts, then halves. A guess that is off by d costs about 2·log₂ d questions. Infinity when it is
 * never true: it is asked of no count beyond 2⁵³.
 */
export function smallestCount(reached: (count: number) => boolean, guess: number): number {
  const start = Math.min(Math.max(0, Math.round(guess)), Number.MAX_SAFE_INTEGER)
  return reached(start) ? below(reached, start) : above(reached, start)
}

function below(reached: (count: number) => boolean, start: number): number {
  let known = start
  for (let stride = 1; known > 0; stride *= 2) {
    const next = Math.max(0, known - stride)
    if (!reached(next)) return between(reached, next, known)
    known = next
  }
  return 0
}

function above(reached: (count: number) => boolean, start: number): number {
  let known = start
  for (let stride = 1; known < Number.MAX_SAFE_INTEGER; stride *= 2) {
    const next = Math.min(known + stride, Number.MAX_SAFE_INTEGER)
    if (reached(next)) return between(reached, known, next)
    known = next
  }
  return Infinity
}

function between(reached: (count: number) => boolean, notYet: number, already: number): number {
  let [low, high] = [notYet, already]
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2)
    if (reached(middle)) high = middle
    else low = middle
  }
  return high
}
