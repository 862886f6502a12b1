/** What is and what would be usual, as lengths from 0 to 1; nothing at all is no bar, and something never is. */
export interface AgainstBars {
  readonly is: number
  readonly usual: number
}

const LEAST = 0.02

export function againstBars(count: number, usual: number | null, most: number): AgainstBars {
  const length = (value: number) => (value <= 0 || most <= 0 ? 0 : Math.min(1, Math.max(LEAST, value / most)))
  return { is: length(count), usual: length(usual ?? 0) }
}
