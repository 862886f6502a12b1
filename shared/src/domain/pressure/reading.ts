import type { Told } from '../../contract/pressure.ts'

/**
 * What a driver says: its value, and the least and the most that it could be, given that some of what it rests on may be out
 * of date. What cannot be told has no value, which is not the same as zero. Values are rounded before they are judged, so that
 * the figure on the wall is the one that reached the threshold.
 */
export interface Reading {
  readonly told: Told
  readonly value: number | null
  readonly least: number
  readonly most: number
  readonly about: string | null
  readonly evidence: Readonly<Record<string, number>>
}

/** The least and the most it could be; `most` may be Infinity. */
export type Bounds = Pick<Reading, 'least' | 'most'>

export function tell(value: number, evidence: Reading['evidence'], bounds: Bounds, about: string | null = null): Reading {
  const [shown, least, most] = [rounded(value), rounded(bounds.least), rounded(bounds.most)]
  return {
    told: least < shown || most > shown ? 'uncertain' : 'told',
    value: shown,
    least: Math.min(least, shown),
    most: Math.max(most, shown),
    about,
    evidence: roundedAll(evidence),
  }
}

export const notTold = (told: Exclude<Told, 'told' | 'uncertain' | 'expired'>, evidence: Reading['evidence'] = {}): Reading => ({
  told,
  value: null,
  least: 0,
  most: 0,
  about: null,
  evidence: roundedAll(evidence),
})

const THOUSANDTHS = 1000
const rounded = (value: number): number => Math.round(value * THOUSANDTHS) / THOUSANDTHS
const roundedAll = (evidence: Reading['evidence']): Reading['evidence'] =>
  Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, rounded(value)]))
