import { sql } from 'kysely'
import type { Instant } from '@weir/shared/contract/instant'
import type { Appended, Entry } from './ledger.ts'
import type { Store } from './store.ts'

/** What append_events answers for an entry: where it was accepted, or the digest that its source + id has already. */
type Answer = readonly [seq: number, first: boolean] | string

/** Commits a batch in one round trip. */
export async function append({ db, authority }: Store, entries: readonly Entry[], receivedAt: Instant): Promise<readonly Appended[]> {
  const distinct = distinctEntries(entries)
  if (distinct.length === 0) return []
  const rows = JSON.stringify(distinct.map(({ event, entity, digest }) => ({ ...event, entity, digest })))
  const {
    rows: [row],
  } = await sql<{ answers: readonly Answer[] }>`
    select append_events(${authority}, ${receivedAt}, ${rows}::json) as answers
  `.execute(db)
  if (row?.answers.length !== distinct.length) throw new Error(`append_events answered ${row?.answers.length ?? 'nothing'} for ${distinct.length} entries`)
  return answersFor(entries, distinct, row.answers)
}

/** The first entry of each source + id. */
function distinctEntries(entries: readonly Entry[]): readonly Entry[] {
  const first = new Map<string, Entry>()
  for (const entry of entries) if (!first.has(identityOf(entry))) first.set(identityOf(entry), entry)
  return [...first.values()]
}

/** The answers for all entries, where a repeat within the batch is judged by the digest that is kept for its source + id. */
function answersFor(entries: readonly Entry[], distinct: readonly Entry[], answers: readonly Answer[]): readonly Appended[] {
  const kept = new Map<string, string>()
  const accepted = new Map<Entry, Appended>()
  for (const [index, entry] of distinct.entries()) {
    const answer = answers[index]
    if (answer === undefined) throw new Error(`no answer for entry ${index}`)
    kept.set(identityOf(entry), typeof answer === 'string' ? answer : entry.digest)
    if (typeof answer !== 'string') accepted.set(entry, { kind: 'accepted', seq: answer[0], first: answer[1] })
  }
  const taken = new Set<Entry>()
  return entries.map((entry) => {
    const answer = accepted.get(entry)
    if (answer === undefined || taken.has(entry)) return { kind: kept.get(identityOf(entry)) === entry.digest ? 'duplicate' : 'conflict' }
    taken.add(entry)
    return answer
  })
}

/** NUL can be in neither: the ledger refuses it. */
const identityOf = ({ event }: Entry): string => `${event.source}\0${event.id}`
