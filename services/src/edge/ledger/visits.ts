import { sql } from 'kysely'
import type { Visit } from '@weir/shared/domain/visit'
import type { CaseVisits } from './ledger.ts'
import type { Store } from './store.ts'

/** Rewrites the visit rows of these cases in one round trip. Locality is kept by its id: numbers live and die with a pack. */
export async function writeVisits({ db, authority }: Store, cases: readonly CaseVisits[], localities: readonly string[]): Promise<void> {
  if (cases.length === 0) return
  const rows = JSON.stringify(newestOf(cases).map(({ visits, ...about }) => ({ ...about, visits: visits.map((visit) => rowOf(visit, localities)) })))
  await sql`select write_visits(${authority}, ${rows}::json)`.execute(db)
}

/** The newest version of each case. */
function newestOf(cases: readonly CaseVisits[]): readonly CaseVisits[] {
  const newest = new Map<string, CaseVisits>()
  for (const one of cases) if (one.version >= (newest.get(one.entity)?.version ?? 0)) newest.set(one.entity, one)
  return [...newest.values()]
}

function rowOf({ attributes, locality, ...visit }: Visit, localities: readonly string[]) {
  const id = localities[locality]
  if (id === undefined) throw new Error(`no locality has the number ${locality}`)
  return { ...visit, ...attributes, locality: id }
}
