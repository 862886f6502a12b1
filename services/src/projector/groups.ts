import type { Instant } from '@weir/shared/contract/instant'
import type { Merge } from '../edge/ledger/ledger.ts'

/**
 * People who are one person. References that merges connect, by any chain, form a group that goes by the least of its names;
 * a merge that is withdrawn, or is yet to come, connects nobody. Pure; the answer depends on the set of merges alone.
 */
export type Groups = ReadonlyMap<string, string>

export function groupsOf(merges: readonly Merge[], now: Instant): Groups {
  const parent = new Map<string, string>()
  const rootOf = (person: string): string => {
    let root = person
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    return root
  }
  for (const { subject, into, happenedAt, voidAt } of merges) {
    if (happenedAt > now || (voidAt !== null && voidAt <= now)) continue
    const [least, other] = [rootOf(subject), rootOf(into)].sort()
    if (least !== undefined && other !== undefined && least !== other) parent.set(other, least)
  }
  const people = new Set(merges.flatMap(({ subject, into }) => [subject, into]))
  const groups = new Map<string, string>()
  for (const person of people) groups.set(person, rootOf(person))
  const sizes = new Map<string, number>()
  for (const root of groups.values()) sizes.set(root, (sizes.get(root) ?? 0) + 1)
  return new Map([...groups].filter(([, root]) => (sizes.get(root) ?? 0) > 1))
}

export function membersOf(groups: Groups, name: string): readonly string[] {
  const members = [...groups].filter(([, root]) => root === name).map(([person]) => person)
  return members.length > 0 ? members : [name]
}

/** The next instant at which a merge begins to count, or a withdrawal of one does. */
export function groupsChangeAt(merges: readonly Merge[], now: Instant): Instant | null {
  const coming = merges.flatMap(({ happenedAt, voidAt }) => [happenedAt, voidAt ?? 0]).filter((at) => at > now)
  return coming.length > 0 ? Math.min(...coming) : null
}
