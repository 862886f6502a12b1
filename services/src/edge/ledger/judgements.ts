import { type ExpressionBuilder, sql } from 'kysely'
import type { Instant } from '@weir/shared/contract/instant'
import { LOOKED_AT } from '@weir/shared/domain/blockage/concentration'
import type { Stay } from '@weir/shared/domain/judgement/usual-stays'
import type { Attributes } from '@weir/shared/domain/visit/attributes'
import type { WarningChance, WarningLine } from '@weir/shared/contract/warning'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Something that was judged to begin or to end: where, what, and the evidence as it was then. */
export interface KeptTransition {
  readonly at: Instant
  readonly locality: string | null
  readonly service: string
  readonly pathway: string | null
  readonly stage: string | null
  readonly signal: string
  readonly state: 'opened' | 'cleared'
  readonly evidence: unknown
}

/** A warning that was shown: what it said when it opened, and what became of it as far as that is known. */
export interface KeptWarning {
  readonly locality: string
  readonly service: string
  /** null where it is of a whole service */
  readonly pathway: string | null
  readonly stage: string | null
  readonly line: WarningLine
  readonly since: Instant
  readonly now: number
  readonly threshold: number
  readonly chances: readonly WarningChance[]
  readonly endedAt: Instant | null
  readonly why: 'came' | 'faded' | 'untold' | null
  /** whether its line was crossed within the week that it spoke of; null until that is known */
  readonly came: boolean | null
}

/** What an evaluation found, beside what it remembers. */
export interface Findings {
  readonly transitions: readonly KeptTransition[]
  /** opened ones whole, and what has become of older ones */
  readonly warnings: readonly KeptWarning[]
  readonly outcomes: readonly (Pick<KeptWarning, 'locality' | 'service' | 'pathway' | 'stage' | 'line' | 'since'> & { readonly came: boolean })[]
}

export interface Assessment {
  readonly at: Instant
  readonly memory: unknown
  /** what changes once a day: null leaves it as it was */
  readonly daily: unknown
}

/** What an evaluation found and what it remembers, together or not at all; an evaluation that was kept before changes nothing. */
export async function keepAssessment(
  { db, authority }: Store,
  { at, memory, daily }: Assessment,
  { transitions: found, warnings, outcomes }: Findings,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const remembered = { at, memory: JSON.stringify(memory), ...(daily === null ? {} : { daily: JSON.stringify(daily) }) }
    const kept = await trx
      .insertInto('assessment')
      .values({ authority, ...remembered })
      .onConflict((conflict) => conflict.column('authority').doUpdateSet(remembered).where('assessment.at', '<', at))
      .returning('at')
      .execute()
    if (kept.length === 0) return
    if (found.length > 0) {
      const rows = found.map(({ evidence, ...row }) => ({ authority, ...row, evidence: JSON.stringify(evidence) }))
      await trx.insertInto('transition').values(rows).execute()
    }
    for (const warning of warnings) await keepWarning(trx, authority, warning)
    for (const { came, ...which } of outcomes) await trx.updateTable('warning').set({ came }).where(isWarning(authority, which)).execute()
  })
}

/** One that ends was kept when it opened: what it said then stands. */
async function keepWarning(trx: Store['db'], authority: string, { endedAt, why, ...warning }: KeptWarning): Promise<void> {
  const { chances, pathway, stage, ...row } = warning
  if (endedAt !== null) await trx.updateTable('warning').set({ ended_at: endedAt, why }).where(isWarning(authority, warning)).execute()
  else {
    const opened = { authority, ...row, pathway: pathway ?? '', stage: stage ?? '', chances: JSON.stringify(chances), ended_at: null, why: null }
    await trx.insertInto('warning').values(opened).execute()
  }
}

const isWarning =
  (authority: string, { locality, service, pathway, stage, line, since }: Findings['outcomes'][number] | Omit<Findings['outcomes'][number], 'came'>) =>
  (where: ExpressionBuilder<Tables, 'warning'>) =>
    where.and({ authority, locality, service, pathway: pathway ?? '', stage: stage ?? '', line, since })

/** Every warning that was shown, the newest first. */
export async function warnings({ db, authority }: Store, limit: number): Promise<readonly KeptWarning[]> {
  const rows = await db
    .selectFrom('warning')
    .select([
      'locality',
      'service',
      'pathway',
      'stage',
      'line',
      'since',
      'now',
      'threshold',
      'ended_at',
      'why',
      'came',
      sql<string>`chances::text`.as('chances'),
    ])
    .where('authority', '=', authority)
    .orderBy('since', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ ended_at, why, line, pathway, stage, chances, ...row }) => ({
    ...row,
    line: line as WarningLine,
    pathway: pathway || null,
    stage: stage || null,
    chances: JSON.parse(chances) as readonly WarningChance[],
    endedAt: ended_at,
    why: why as KeptWarning['why'],
  }))
}

export async function assessment({ db, authority }: Store): Promise<Assessment | null> {
  const row = await db
    .selectFrom('assessment')
    .select(['at', sql<string>`memory::text`.as('memory'), sql<string | null>`daily::text`.as('daily')])
    .where('authority', '=', authority)
    .executeTakeFirst()
  return row ? { at: row.at, memory: JSON.parse(row.memory) as unknown, daily: JSON.parse(row.daily ?? 'null') as unknown } : null
}

/** The newest first. */
export async function transitions({ db, authority }: Store, limit: number): Promise<readonly KeptTransition[]> {
  const rows = await db
    .selectFrom('transition')
    .select(['at', 'locality', 'service', 'pathway', 'stage', 'signal', 'state', sql<string>`evidence::text`.as('evidence')])
    .where('authority', '=', authority)
    .orderBy('n', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as KeptTransition['state'], evidence: JSON.parse(row.evidence) as unknown }))
}

/** Every stay that touches the time since `from`, up to `now`; what arrived later or left before is not in it. */
export async function stays({ db, authority }: Store, from: Instant, now: Instant): Promise<readonly Stay[]> {
  const rows = await db
    .selectFrom('visit')
    .select(['pathway', 'stage', 'entered_at', 'arrived_at', 'departed_at', 'ended'])
    .where('authority', '=', authority)
    .where('arrived_at', '<', now)
    .where((where) => where.or([where('departed_at', 'is', null), where('departed_at', '>', from)]))
    .execute()
  return rows.map(({ pathway, stage, entered_at, arrived_at, departed_at, ended }) => ({
    pathway,
    stage,
    enteredAt: entered_at,
    arrivedAt: arrived_at,
    departedAt: departed_at,
    transferred: ended === 'transferred',
  }))
}

const MOST_COMPARED = 5000

/** What is known of those who wait in a stage and places, and of those who left it since `from`: to see what is out of the ordinary. */
export async function attributesIn(
  { db, authority }: Store,
  { pathway, stage, localities }: { readonly pathway: string; readonly stage: string; readonly localities: readonly string[] },
  from: Instant,
): Promise<{ readonly waiting: readonly Attributes[]; readonly left: readonly Attributes[] }> {
  const here = db
    .selectFrom('visit')
    .select(['reason', 'team', 'provider', 'service_ward', 'home_ward', 'priority', 'need', 'language'])
    .where('authority', '=', authority)
    .where('pathway', '=', pathway)
    .where('stage', '=', stage)
    .where('locality', 'in', [...localities])
    .limit(MOST_COMPARED)
  const [waiting, left] = await Promise.all([here.where('departed_at', 'is', null).execute(), here.where('departed_at', '>', from).execute()])
  return { waiting: waiting.map(attributesOf), left: left.map(attributesOf) }
}

const COLUMN: Readonly<Record<(typeof LOOKED_AT)[number], string>> = {
  reason: 'reason',
  team: 'team',
  provider: 'provider',
  serviceWard: 'service_ward',
  homeWard: 'home_ward',
  priority: 'priority',
  need: 'need',
  language: 'language',
}

function attributesOf(row: Readonly<Record<string, string | null>>): Attributes {
  return Object.fromEntries(LOOKED_AT.flatMap((name) => (row[COLUMN[name]] == null ? [] : [[name, row[COLUMN[name]]]])))
}
