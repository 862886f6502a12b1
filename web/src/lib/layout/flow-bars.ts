export interface FlowBars {
  readonly arrivals: number
  readonly departures: number
}

/** So that something is never drawn as nothing. */
const LEAST = 0.02

/** What came in and what went out, as lengths from 0 to 1 on the scale that all pictures of one wall share. */
export function flowBars(arrivals: number, departures: number, most: number): FlowBars {
  const length = (count: number) => (count <= 0 || most <= 0 ? 0 : Math.min(1, Math.max(LEAST, count / most)))
  return { arrivals: length(arrivals), departures: length(departures) }
}

/** The greatest of all counts that share a scale. */
export const mostOf = (flows: readonly { readonly arrivals: number; readonly departures: number }[]): number =>
  flows.reduce((most, { arrivals, departures }) => Math.max(most, arrivals, departures), 0)
