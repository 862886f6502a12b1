import type { Instant } from '@weir/shared/contract/instant'
import { mergesOf, ofPerson, personOf } from '@weir/shared/domain/entity'
import type { Flow } from './flow.ts'
import type { Generation } from './generation.ts'
import { type Groups, groupsChangeAt, groupsOf } from './groups.ts'

const MOST_TRIES = 20

/**
 * Works out again who is who around these people, from all merges in the ledger, and says which cases must be read again:
 * those of everybody concerned, under every name they had or have. Safe to be done twice and by two at once.
 */
export async function regroup({ ledger }: Flow, generation: Generation, people: readonly string[], now: Instant): Promise<readonly string[]> {
  const { store } = generation
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const expected = await store.merges()
    const before = await store.groups()
    const merges = await ledger.mergesAround(people)
    const concerned = [...new Set([...people, ...merges.flatMap(({ subject, into }) => [subject, into])])]
    const groups = groupsOf(merges, now)
    const wakes = [...Map.groupBy(merges, ({ subject }) => subject)].map(([subject, theirs]) => [mergesOf(subject), groupsChangeAt(theirs, now)] as const)
    if (!(await store.regroup(expected, concerned, groups, wakes))) continue
    await generation.forgetGroups()
    return casesUnderEveryName(await ledger.casesOfPeople(concerned), before, groups)
  }
  throw new Error('people were regrouped by others again and again')
}

function casesUnderEveryName(cases: readonly string[], before: Groups, after: Groups): readonly string[] {
  return [
    ...new Set(
      cases.flatMap((entity) => {
        const person = personOf(entity) ?? ''
        return [person, before.get(person) ?? person, after.get(person) ?? person].map((name) => ofPerson(entity, name))
      }),
    ),
  ]
}
