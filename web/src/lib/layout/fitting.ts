/**
 * How many of a list's entries are wholly seen. `bottoms` is where each ends, from the top of the list, in order; where not all
 * fit, the room `reserved` at the end goes to saying how many are left out. At least so many are always shown: a wall with
 * something to say never says only that there is more.
 */
export function fitting(bottoms: readonly number[], height: number, reserved: number, least = 1): number {
  const within = (limit: number) => {
    const first = bottoms.findIndex((bottom) => bottom > limit + SLACK)
    return first === -1 ? bottoms.length : first
  }
  return within(height) === bottoms.length ? bottoms.length : Math.max(least, within(height - reserved))
}

/** Layout engines round to fractions of a pixel. */
const SLACK = 1
