import type { Generated } from 'kysely'

/** The ledger's tables as Kysely sees them; sql/tables.sql makes them. Instants are epoch milliseconds. */
export interface Tables {
  readonly head: { readonly authority: string; readonly seq: number }
  readonly event: EventTable
  readonly visit: VisitTable
  readonly transition: TransitionTable
  readonly assessment: AssessmentTable
  readonly warning: WarningTable
  readonly rejected: RejectedTable
  readonly source_key: SourceKeyTable
  readonly screen: ScreenTable
}

interface EventTable {
  readonly authority: string
  readonly seq: number
  readonly source: string
  readonly id: string
  readonly kind: string
  readonly entity: string
  readonly person: string | null
  readonly happened_at: number
  readonly recorded_at: number
  readonly received_at: number
  readonly sequence: string | null
  /** jsonb: read as text, so that whoever wants it parses it once */
  readonly data: unknown
  /** the id of the event that a withdrawal voids */
  readonly withdraws: string | null
  readonly digest: string
  readonly first: boolean
}

interface VisitTable {
  readonly authority: string
  readonly entity: string
  /** the case's visits in order, from 0 */
  readonly ordinal: number
  readonly version: number
  readonly person: string
  readonly pathway: string
  readonly stage: string
  readonly locality: string
  readonly entered_at: number
  readonly arrived_at: number
  readonly departed_at: number | null
  readonly arrival_recorded_at: number
  readonly departure_recorded_at: number | null
  readonly due_at: number | null
  readonly frozen_at: number | null
  readonly paused: boolean
  readonly pause_reason: string | null
  readonly ended: string | null
  readonly outcome: string | null
  readonly priority: string | null
  readonly need: string | null
  readonly language: string | null
  readonly household: string | null
  readonly home_ward: string | null
  readonly service_ward: string | null
  readonly team: string | null
  readonly provider: string | null
  readonly reason: string | null
  readonly quantity: number | null
  readonly unit: string | null
  readonly dimensions: Readonly<Record<string, string>> | null
}

interface TransitionTable {
  readonly authority: string
  readonly n: Generated<number>
  readonly at: number
  /** null: said of several places together */
  readonly locality: string | null
  readonly service: string
  readonly pathway: string | null
  readonly stage: string | null
  readonly signal: string
  readonly state: string
  readonly evidence: unknown
}

interface AssessmentTable {
  readonly authority: string
  readonly at: number
  readonly memory: unknown
  readonly daily: unknown
}

interface WarningTable {
  readonly authority: string
  readonly locality: string
  readonly service: string
  /** empty: of a whole service */
  readonly pathway: string
  readonly stage: string
  readonly line: string
  readonly since: number
  readonly now: number
  readonly threshold: number
  readonly chances: unknown
  readonly ended_at: number | null
  readonly why: string | null
  readonly came: boolean | null
}

interface RejectedTable {
  readonly authority: string
  readonly n: Generated<number>
  readonly at: number
  readonly source: string | null
  readonly id: string | null
  readonly field: string
  readonly reason: string
  /** what it spoke of, in words of the contract and the pack; null where it had none of them */
  readonly kind: string | null
  readonly pathway: string | null
  readonly stage: string | null
  readonly locality: string | null
}

interface SourceKeyTable {
  readonly authority: string
  readonly source: string
  readonly digest: string
  readonly added_at: number
  readonly revoked_at: number | null
}

interface ScreenTable {
  readonly authority: string
  readonly id: string
  readonly name: string
  readonly view: string
  readonly language: string
  readonly theme: string
  readonly digest: string | null
  readonly enrolled_at: number
  readonly revoked_at: number | null
}
