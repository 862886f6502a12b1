import type { BlockageBoard } from '../../contract/blockage.ts'
import type { Instant } from '../../contract/instant.ts'
import { type AuthorisationMemory, clearedByAuthorising, watchAuthorisation } from '../blockage/authorisation.ts'
import type { Reading } from '../read-board.ts'
import type { Rules } from '../rules.ts'

/** The duties of every place, judged: which of them wait for an authorisation. The memory goes by `locality TAB duty`. */
export interface DutiesJudged {
  readonly memory: ReadonlyMap<string, AuthorisationMemory>
  /** by number of the locality */
  readonly open: ReadonlyMap<number, readonly BlockageBoard[]>
}

export function judgeDuties(
  readings: ReadonlyMap<number, Pick<Reading, 'duties'>>,
  before: ReadonlyMap<string, AuthorisationMemory>,
  rules: Rules,
  now: Instant,
): DutiesJudged {
  const memory = new Map<string, AuthorisationMemory>()
  const open = new Map<number, BlockageBoard[]>()
  for (const [locality, { duties }] of readings) {
    for (const { duty, unauthorised, oldestDoneAt } of duties) {
      const name = `${rules.localities[locality] ?? ''}\t${duty}`
      const seen = watchAuthorisation(before.get(name) ?? null, { count: unauthorised, oldestDoneAt }, now)
      if (!seen) continue
      memory.set(name, seen)
      open.set(locality, [...(open.get(locality) ?? []), dutyBoard(duty, unauthorised, oldestDoneAt, seen, rules)])
    }
  }
  return { memory, open }
}

export function dutyBoard(duty: string, waiting: number, oldest: Instant | null, { since, openedAt }: AuthorisationMemory, rules: Rules): BlockageBoard {
  const pathway = rules.pathwayOfDuty(duty)
  return {
    kind: 'authorisation',
    service: pathway.service,
    pathway: pathway.id,
    stage: null,
    duty,
    everywhere: false,
    since,
    openedAt,
    waiting,
    oldestEnteredAt: oldest,
    usual: null,
    sinceThen: null,
    tests: [],
    reasons: [],
    common: [],
    behind: 0,
    effectOf: null,
    clears: clearedByAuthorising(waiting),
  }
}
