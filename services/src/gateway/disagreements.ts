import type { Redis } from 'ioredis'
import type { Board } from '@weir/shared/contract/board'
import type { Disagreement, Opened, SaidOf } from '@weir/shared/contract/disagreement'
import type { Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { openedDisagreement } from '@weir/shared/domain/disagreement/disagreement'
import type { AheadEvent, Count } from '@weir/shared/domain/disagreement/facts'
import { type Rules, rulesOf } from '@weir/shared/domain/rules'
import type { Clock } from '../edge/clock.ts'
import type { Keys } from '../edge/keys.ts'
import type { CountElsewhere } from '../edge/ledger/around-count.ts'
import type { Ledger, Recorded } from '../edge/ledger/ledger.ts'
import { oneAtATime } from '../edge/one-at-a-time.ts'
import type { Boards } from './boards.ts'

/**
 * The boards say what a source counts; the ledger, and Redis for what is dated ahead, what may explain that Weir counts
 * otherwise. The same question is answered once for all who ask it at that moment.
 */
export interface Asked {
  readonly locality: string
  readonly pathway: string
  readonly stage: string
  /** which count; the first that differs, where it is not said */
  readonly source: string | null
  readonly team: string | null
  /** how many cases of a group are listed */
  readonly lines: number
}

/** null where there is no such place or stage */
export type Disagreements = (asked: Asked) => Promise<Disagreement | null>

const MOST_AHEAD = 5000

interface Ahead {
  readonly events: readonly AheadEvent[]
  /** there are more than were looked at */
  readonly more: boolean
}

type Explaining = Pick<Ledger, 'aroundCount' | 'ofEntities'>

export function disagreements(boards: Boards, ledger: Explaining, redis: Redis, root: Keys, clock: Clock): Disagreements {
  const answer = async ({ locality, pathway, stage, source, team, lines }: Asked): Promise<Disagreement | null> => {
    const here = await boardOf(boards, locality)
    const counts = countsIn(here, pathway, stage)
    if (!here || !counts) return null
    const said = counts.find((one) => one.source === source && one.team === team) ?? firstOpen(counts)
    const about = { locality, pathway, stage }
    const opened = said && said.ours !== null ? await open({ ...about, ...said }, here, lines) : null
    return { asOf: here.asOf, ...about, counts: [...counts], opened }
  }

  const open = async (count: Count, here: Board, lines: number): Promise<Opened> => {
    const now = clock.now()
    const [around, ahead] = await Promise.all([
      countsElsewhere(boards, count).then((others) => ledger.aroundCount(count, others, now)),
      aheadOf(redis, root.generation(boards.generation()).wake, ledger, count, boards.pack(), now),
    ])
    const source = here.sources.find(({ id }) => id === count.source)
    const partly = [...around.partly, ...(ahead.more ? [{ of: 'ahead' as const, looked: MOST_AHEAD }] : [])]
    return openedDisagreement({ ...around, count, ahead: ahead.events, partly, source }, lines, now)
  }
  const once = oneAtATime((asked: string) => answer(JSON.parse(asked) as Asked))
  return (asked) => once(JSON.stringify(asked))
}

/** One that differs before one that agrees; what nothing compares with is not opened. */
const firstOpen = (counts: readonly SaidOf[]): SaidOf | undefined =>
  counts.find(({ open, ours }) => ours !== null && open !== ours) ?? counts.find(({ ours }) => ours !== null)

const boardOf = async (boards: Boards, locality: string): Promise<Board | null> => (await boards.document(`board/${locality}`)) as Board | null

const countsIn = (board: Board | null, pathway: string, stage: string): readonly SaidOf[] | undefined =>
  board?.stages.find((one) => one.pathway === pathway && one.stage === stage)?.sourceSays

/** The source's other counts of the stage: of whole places where this one is, else of teams. */
async function countsElsewhere(boards: Boards, count: Count): Promise<readonly CountElsewhere[]> {
  const all = await Promise.all(boards.pack().localities.map(({ id }) => boardOf(boards, id)))
  return all.flatMap((board) =>
    (countsIn(board, count.pathway, count.stage) ?? []).flatMap(({ source, team, open, ours, countedAt }) =>
      board && source === count.source && ours !== null && (team === null) === (count.team === null)
        ? [{ locality: board.locality, team, open, countedAt }]
        : [],
    ),
  )
}

/** What is dated ahead changes its case when its time has come: those cases are known, the nearest first. */
async function aheadOf(redis: Redis, wake: string, ledger: Explaining, count: Count, pack: Pack, now: Instant): Promise<Ahead> {
  const entities = await redis.zrange(wake, `(${now}`, '+inf', 'BYSCORE', 'LIMIT', 0, MOST_AHEAD + 1)
  const rules = rulesOf(pack)
  const recorded = await ledger.ofEntities(entities.slice(0, MOST_AHEAD))
  return { events: recorded.flatMap((one) => aheadEvent(one, count, rules, now)), more: entities.length > MOST_AHEAD }
}

function aheadEvent({ event, entity, voidAt }: Recorded, { source: counting, pathway }: Count, rules: Rules, now: Instant): readonly AheadEvent[] {
  if ((event.kind !== 'entered' && event.kind !== 'left') || event.happenedAt <= now || voidAt !== null) return []
  const { source, id, kind, happenedAt, data } = event
  if (source !== counting || data.pathway !== pathway) return []
  const place = kind === 'entered' ? { stage: event.data.stage, locality: placeOf(event.data, rules), team: event.data.team ?? null } : NOWHERE
  return [{ source, id, kind, entity, happenedAt, ...place }]
}

const NOWHERE = { stage: null, locality: null, team: null }

function placeOf({ locality, homeWard }: { readonly locality?: string | undefined; readonly homeWard?: string | undefined }, rules: Rules): string | null {
  if (locality === undefined && homeWard === undefined) return null
  const index = locality === undefined ? rules.localityOfWard(homeWard ?? '') : (rules.localityIndex(locality) ?? 0)
  return index === undefined ? null : (rules.localities[index] ?? null)
}
