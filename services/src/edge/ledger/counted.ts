import { sql } from 'kysely'
import type { Instant } from '@weir/shared/contract/instant'
import type { Count } from '@weir/shared/domain/disagreement/facts'

/**
 * What is asked of the ledger around a source's own count, when somebody opens a disagreement and never for a board. The
 * authority comes as a parameter, so that its partition alone is planned for; sets are looked up one by one on their index
 * (`cross join lateral … offset 0`), because there may be no statistics.
 */
export type About = Pick<Count, 'source' | 'locality' | 'pathway' | 'stage' | 'team' | 'countedAt'>

export const visitsOf = (authority: string, { pathway, stage }: About) => sql`v.authority = ${authority} and v.pathway = ${pathway} and v.stage = ${stage}`
export const openAt = (at: Instant) => sql`v.arrived_at <= ${at} and (v.departed_at is null or v.departed_at > ${at})`
export const isHere = ({ locality, team }: About) => (team === null ? sql`v.locality = ${locality}` : sql`v.locality = ${locality} and v.team = ${team}`)
export const notVoid = (authority: string, now: Instant) => sql`not exists (
  select from event w where w.authority = ${authority} and w.kind = 'withdrawn' and w.source = e.source and w.withdraws = e.id and w.happened_at <= ${now}
)`
