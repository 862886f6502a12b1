import type { Finding } from '../../contract/blockage.ts'
import type { Attributes } from '../visit/attributes.ts'
import { chanceOfBinomial } from './binomial.ts'

/**
 * What the waiting cases have in common beyond chance: for each attribute, a value that is held by clearly more of them than
 * of the cases that usually pass through. The comparison is with the cases that left the same stage and place while it
 * flowed; each value is one look, so the chance is multiplied by how many values were looked at (Bonferroni).
 */
export const LOOKED_AT = ['reason', 'team', 'provider', 'serviceWard', 'homeWard', 'priority', 'need', 'language'] as const
/** What any visitor may read; the others point at people or places, and are told behind sign-in. */
const PUBLIC: ReadonlySet<string> = new Set(['reason', 'priority', 'need', 'language'])

const RARE = 0.01
const LEAST = 3
const LEAST_COMPARED = 20
const TOLD = 6

export function concentrationOf(waiting: readonly Attributes[], usual: readonly Attributes[]): readonly Finding[] {
  if (usual.length < LEAST_COMPARED) return []
  const found = LOOKED_AT.flatMap((attribute) => ofAttribute(attribute, waiting, usual))
  return found.sort((a, b) => a.chance - b.chance || (a.value < b.value ? -1 : 1)).slice(0, TOLD)
}

export const isPublic = ({ attribute }: Finding): boolean => PUBLIC.has(attribute)

function ofAttribute(attribute: (typeof LOOKED_AT)[number], waiting: readonly Attributes[], usual: readonly Attributes[]): readonly Finding[] {
  const known = waiting.flatMap((one) => one[attribute] ?? [])
  const compared = usual.flatMap((one) => one[attribute] ?? [])
  if (compared.length < LEAST_COMPARED) return []
  const usually = countsOf(compared)
  const values = [...countsOf(known)].filter(([, count]) => count >= LEAST)
  return values.flatMap(([value, count]) => {
    // Half a case more on either side: a value that was never seen before is rare, not impossible.
    const share = ((usually.get(value) ?? 0) + 0.5) / (compared.length + 1)
    const chance = Math.min(1, chanceOfBinomial(known.length, share, count) * values.length)
    const expected = Math.round(known.length * share * 10) / 10
    return chance < RARE ? [{ attribute, value, count, of: known.length, expected, chance: Number(chance.toPrecision(2)) }] : []
  })
}

function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
