import type { Instant } from '../contract/instant.ts'
import { adding, addOddity, add } from './contribution/adding.ts'
import { addStatement } from './contribution/statement.ts'
import { addVisit } from './contribution/visit.ts'
import { type Fact, eventsAt } from './facts.ts'
import { dutiesKey, dutyKey, field, unauthorisedCountsKey, unauthorisedKey } from './metric.ts'
import type { Rules } from './rules.ts'
import { type CaseProjection, visitsOf } from './visit.ts'
import type { Horizon } from './window.ts'

/**
 * What one entity adds to the rolling metrics. Contributions are a value: those of the new facts, less those that are stored
 * as applied, is the change to be made. Nothing here depends on what was there before.
 */
export interface Contributions {
  readonly counts: Readonly<Record<string, number>>
  readonly marks: Readonly<Record<string, number>>
  readonly values: Readonly<Record<string, string>>
}

export const NOTHING: Contributions = { counts: {}, marks: {}, values: {} }

/** A case's contributions and the projection that they come from. */
export function contributeCase(
  facts: readonly Fact[],
  rules: Rules,
  horizon: Horizon,
  now: Instant,
): { projection: CaseProjection; contributions: Contributions } {
  const projection = visitsOf(eventsAt(facts, now), rules)
  const contributions = adding()
  for (const visit of projection.visits) addVisit(contributions, visit, rules, horizon)
  for (const { duty, locality, dueAt } of projection.duties) {
    contributions.marks[dutyKey(locality, duty)] = dueAt
    add(contributions, field(dutiesKey(locality), duty), 1)
  }
  for (const { duty, locality, doneAt } of projection.unauthorised) {
    contributions.marks[unauthorisedKey(locality, duty)] = doneAt
    add(contributions, field(unauthorisedCountsKey(locality), duty), 1)
  }
  for (const oddity of projection.oddities) addOddity(contributions, oddity)
  return { projection, contributions }
}

/**
 * What a source states of capacity, of its own count or of a measure: the latest statement stands. A value's name says all
 * that the statement is about, the place in the source's own word too: two places that the pack does not know are both
 * `unplaced`, and neither may write over the other. A count of no place at all is `unplaced` like everything without one.
 */
export function contributeStatement(facts: readonly Fact[], rules: Rules, now: Instant): Contributions {
  const event = eventsAt(facts, now).at(-1)
  if (!event) return NOTHING
  const contributions = adding()
  addStatement(contributions, event, rules)
  return contributions
}
