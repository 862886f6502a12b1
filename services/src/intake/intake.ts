import type { Instant } from '@weir/shared/contract/instant'
import type { Refused } from '@weir/shared/contract/problem'
import type { Clock } from '../edge/clock.ts'
import type { Appended, Entry, Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'
import type { Batch } from '../edge/queue.ts'
import { reasonOf } from '../edge/trouble.ts'
import { keyDigest } from '../edge/access.ts'
import type { Doors } from './admit.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'
import type { Door } from './http.ts'
import { outcomeOf, take } from './take.ts'

/**
 * Ledger first: a request is answered when its events are committed. The batch then goes to the queue; should that fail, the
 * projector finds it in the ledger, so nobody waits for the queue and nobody is told of it.
 */
export interface Intake extends Door {
  drained(): Promise<void>
}

const MOST_IN_A_COMMIT = 2000
const MOST_WAITING = 50_000
const KEYS_REMEMBERED_MS = 2000

class Overloaded extends Error {}

export function openIntake(ledger: Ledger, enqueue: (batch: Batch) => Promise<void>, doors: Doors, clock: Clock, log: Log): Intake {
  const commits: GroupCommit<Entry, Appended> = groupCommit(async (entries) => {
    const receivedAt = clock.now()
    const appended = await ledger.append(entries, receivedAt)
    const batch = batchOf(entries, appended, receivedAt)
    if (batch) void enqueue(batch)
    return appended
  }, MOST_IN_A_COMMIT)
  const keySources = rememberedKeys(ledger)
  return {
    sourceOf: async (key) => keySources(keyDigest(key)),
    isReady: async () =>
      ledger.head().then(
        () => true,
        () => false,
      ),
    drained: () => commits.drained(),
    take: async (inputs, keySource) => {
      if (commits.waiting() > MOST_WAITING) throw new Overloaded('too many events wait for the ledger')
      const taken = take(inputs, keySource, doors, clock.now())
      const outcome = outcomeOf(taken, taken.entries.length > 0 ? await commits.commit(taken.entries) : [], doors.pack)
      await keep(outcome.rejected, ledger, clock.now(), log)
      return { ...outcome, rejected: outcome.rejected.map(({ index, source, id, faults }) => ({ index, source, id, faults })) }
    },
  }
}

/** What was rejected is answered in any case; that it is kept for the data owner must not undo what was committed. */
async function keep(rejected: readonly Refused[], ledger: Ledger, now: Instant, log: Log): Promise<void> {
  if (rejected.length === 0) return
  await ledger
    .reject(rejected, now)
    .catch((error: unknown) => log.error({ reason: reasonOf(error), rejected: rejected.length }, 'rejected events could not be kept'))
}

/** What of a commit was new, as the next job; its seqs have no gaps, because a batch commits as one. */
function batchOf(entries: readonly Entry[], appended: readonly Appended[], receivedAt: Instant): Batch | null {
  const accepted = entries.flatMap(({ event, entity }, index) => {
    const answer = appended[index]
    return answer?.kind === 'accepted' ? [{ seq: answer.seq, first: answer.first, entity, event }] : []
  })
  const from = accepted[0]?.seq
  const to = accepted.at(-1)?.seq
  return from === undefined || to === undefined ? null : { from, to, receivedAt, entries: accepted }
}

/** Keys are looked up in the ledger at most every few seconds: a new one works soon, a revoked one soon no more. */
function rememberedKeys(ledger: Ledger): (digest: string) => Promise<string | undefined> {
  let known: ReadonlyMap<string, string> = new Map()
  let loadedAt = -Infinity
  return async (digest) => {
    if (performance.now() - loadedAt > KEYS_REMEMBERED_MS || !known.has(digest)) {
      if (performance.now() - loadedAt > 100) {
        known = new Map((await ledger.keys()).map((key) => [key.digest, key.source]))
        loadedAt = performance.now()
      }
    }
    return known.get(digest)
  }
}
