import type { Event } from '@weir/shared/contract/event'
import type { Instant } from '@weir/shared/contract/instant'
import type { Attributes } from '@weir/shared/domain/visit/attributes'
import type { Visit } from '@weir/shared/domain/visit'
import type { CountFacts } from '@weir/shared/domain/disagreement/facts'
import type { Void } from '@weir/shared/domain/facts'
import type { Stay } from '@weir/shared/domain/judgement/usual-stays'
import type { CountElsewhere } from './around-count.ts'
import type { About } from './counted.ts'
import type { Refused, SpokenOf } from '@weir/shared/contract/problem'
import type { ScreenShows } from '@weir/shared/contract/screen-view'
import type { Assessment, Findings, KeptTransition, KeptWarning } from './judgements.ts'
import type { KeptScreen } from './screens.ts'

/**
 * The ledger: every accepted event, in order, for ever: the system of record. It promises that what `append` has answered
 * is committed, that `seq` is gapless and grows in the order of commits (so that one number says how far anything has read),
 * and that the same `source` + `id` is accepted once. One ledger serves one authority; its tables are partitioned by it.
 * The same suite runs on PostgreSQL and on PGlite.
 */
export interface Ledger {
  /** Commits a batch at once, in the order given. The answers are in the order of the entries. */
  append(entries: readonly Entry[], receivedAt: Instant): Promise<readonly Appended[]>
  /** The last `seq`; 0 in an empty ledger. */
  head(): Promise<number>
  /** Entries after a `seq`, in order, at most `limit`. Withdrawals are entries like any other. */
  read(after: number, limit: number): Promise<readonly Recorded[]>
  /** All facts of these entities up to `head`, without withdrawals but with what they void, in order of `seq`. */
  ofEntities(entities: readonly string[]): Promise<readonly Recorded[]>
  /** The whole ledger up to `head`, ordered by entity and seq, without withdrawals but with what they void; in pages. */
  scan(head: number, pageSize: number): AsyncIterable<readonly Recorded[]>
  /** Which entity each of these events belongs to, where the ledger has it and it is not itself a withdrawal. */
  entitiesOfEvents(
    events: readonly { readonly source: string; readonly id: string }[],
  ): Promise<readonly { readonly source: string; readonly id: string; readonly entity: string }[]>
  /** All withdrawals whose event is not in the ledger. */
  orphans(): Promise<readonly Void[]>
  /** All merges of the groups of people that these belong to, by any chain of merges (void or not yet due ones too). */
  mergesAround(people: readonly string[]): Promise<readonly Merge[]>
  /** Every merge there is. */
  merges(): Promise<readonly Merge[]>
  /** The case entities, as named when they came, of these people. */
  casesOfPeople(people: readonly string[]): Promise<readonly string[]>
  /**
   * Rewrites the visit rows of these cases, all in one transaction; a case's older version never replaces a newer one.
   * `localities` are the ids by the numbers that the visits carry.
   */
  writeVisits(cases: readonly CaseVisits[], localities: readonly string[]): Promise<void>
  /** Keeps what an evaluation found together with what it remembers; one that was kept before, or is older, changes nothing. */
  keepAssessment(assessment: Assessment, found: Findings): Promise<void>
  /** What the last evaluation remembers; null before the first. */
  assessment(): Promise<Assessment | null>
  /** What began and ended, the newest first. */
  transitions(limit: number): Promise<readonly KeptTransition[]>
  /** Every warning that was shown, and what became of it, the newest first. */
  warnings(limit: number): Promise<readonly KeptWarning[]>
  /** Every stay that touches the time from `from` to `now`. */
  stays(from: Instant, now: Instant): Promise<readonly Stay[]>
  /** What is known of those who wait in a stage and places, and of those who left since `from`. */
  attributesIn(
    where: { readonly pathway: string; readonly stage: string; readonly localities: readonly string[] },
    from: Instant,
  ): Promise<{ readonly waiting: readonly Attributes[]; readonly left: readonly Attributes[] }>
  /** What may explain that a source counts otherwise than Weir, as it stands at `now`; `counts` are the source's own elsewhere. */
  aroundCount(about: About, counts: readonly CountElsewhere[], now: Instant): Promise<Omit<CountFacts, 'count' | 'ahead' | 'source'>>
  reject(rejected: readonly Refused[], at: Instant): Promise<void>
  /** The newest rejected records first, one row a fault. */
  rejected(limit: number): Promise<readonly RejectedRow[]>
  /** Source keys: only a digest is kept. `source` is the CloudEvents source that the key may speak for, `*` any. */
  addKey(source: string, digest: string, at: Instant): Promise<void>
  revokeKey(digest: string, at: Instant): Promise<void>
  keys(): Promise<readonly { readonly source: string; readonly digest: string }[]>
  /** Screens: what each has to show; of its token only a digest is kept. */
  addScreen(id: string, shows: ScreenShows, at: Instant): Promise<void>
  changeScreen(id: string, changes: Partial<ScreenShows & Pick<KeptScreen, 'digest'>>): Promise<boolean>
  revokeScreen(id: string, at: Instant): Promise<boolean>
  screens(): Promise<readonly KeptScreen[]>
  close(): Promise<void>
}

/** An event on its way in: already without a name, with its entity and a digest of its content. */
export interface Entry {
  readonly event: Event
  readonly entity: string
  readonly digest: string
}

export type Appended =
  | { readonly kind: 'accepted'; readonly seq: number; /** the first event of its entity */ readonly first: boolean }
  | { readonly kind: 'duplicate' }
  /** the same source and id came before with other content, or comes twice in the batch with different content */
  | { readonly kind: 'conflict' }

export interface Recorded {
  readonly seq: number
  readonly entity: string
  readonly first: boolean
  readonly receivedAt: Instant
  readonly event: Event
  /** the earliest instant from which a withdrawal makes it void; null where there is none, and in `read` */
  readonly voidAt: Instant | null
}

export interface Merge {
  readonly subject: string
  readonly into: string
  readonly happenedAt: Instant
  readonly voidAt: Instant | null
}

export interface CaseVisits {
  readonly entity: string
  readonly person: string
  readonly version: number
  readonly visits: readonly Visit[]
}

/** One fault of a rejected event, and what the event spoke of. */
export interface RejectedRow extends SpokenOf {
  readonly at: Instant
  readonly source: string | null
  readonly id: string | null
  readonly field: string
  readonly reason: string
}
