import type { Instant } from '@weir/shared/contract/instant'
import type { Rejected } from '@weir/shared/contract/problem'
import type { ReplayClock } from '../edge/clock.ts'
import type { Line } from './event-file.ts'

/**
 * Feeds recorded lines to an intake as its clock goes on. The clock is set to an instant, what was recorded up to it is
 * posted, and the clock goes no further until all of that is projected and whatever the time itself changes has changed:
 * however fast a replay is, it never runs ahead of its own projection. At every fixed instant of judgement it stands still
 * until that has been judged, so that a replay judges what a live flow would have.
 */
export interface Feed {
  readonly clock: ReplayClock
  post(lines: readonly Line[]): Promise<Posted>
  /** all that is in the ledger is projected, and all that is due by now has happened */
  settle(now: Instant): Promise<void>
  readonly assessor: { next(): Instant; evaluateTo(now: Instant): Promise<void>; kept(): Promise<void> }
  stopped(): boolean
}

/** A line that did not go in, by its number in the file, and why. */
export interface BadLine extends Rejected {
  readonly line: number
}

export interface Posted {
  readonly accepted: number
  readonly duplicate: number
  readonly rejected: number
  readonly problems: readonly BadLine[]
}

export interface Tally extends Posted {
  readonly lines: number
}

export const NOTHING: Posted = { accepted: 0, duplicate: 0, rejected: 0, problems: [] }

export const sum = (a: Posted, b: Posted): Posted => ({
  accepted: a.accepted + b.accepted,
  duplicate: a.duplicate + b.duplicate,
  rejected: a.rejected + b.rejected,
  problems: [...a.problems, ...b.problems],
})

const STEP_LINES = 8000
const POST_LINES = 1000
const FRAME_MS = 40

/** As fast as it goes, up to `until`. */
export async function feedAll(source: AsyncIterator<Line>, feed: Feed, until: Instant, tell: (tally: Tally, now: Instant) => void): Promise<Tally> {
  let tally: Tally = { lines: 0, ...NOTHING }
  let waiting: Promise<Posted>[] = []
  let part: Line[] = []
  const settle = async (): Promise<void> => {
    if (part.length > 0) waiting.push(feed.post(part))
    part = []
    for (const posted of await Promise.all(waiting)) tally = added(tally, posted)
    waiting = []
    await feed.settle(feed.clock.now())
    tell(tally, feed.clock.now())
  }
  for (let next = await source.next(); !next.done && !feed.stopped(); next = await source.next()) {
    const line = next.value
    if (line.recordedAt !== null && line.recordedAt > until) continue
    if (line.recordedAt !== null && feed.assessor.next() <= line.recordedAt) {
      await settle()
      await passInstants(feed, line.recordedAt)
    }
    tally = { ...tally, lines: tally.lines + 1 }
    feed.clock.set(Math.max(feed.clock.now(), line.recordedAt ?? -Infinity))
    part.push(line)
    if (part.length === POST_LINES) waiting.push(feed.post(part.splice(0)))
    if (waiting.length * POST_LINES >= STEP_LINES) await settle()
  }
  await settle()
  await feed.assessor.kept()
  return tally
}

/** Stands still at each fixed instant up to `now` until it has been judged. */
async function passInstants({ clock, settle, assessor, stopped }: Feed, now: Instant): Promise<void> {
  for (let at = assessor.next(); at <= now && !stopped(); at = assessor.next()) {
    clock.set(Math.max(clock.now(), at))
    await settle(clock.now())
    await assessor.evaluateTo(at)
  }
}

/** At `speed` seconds of the record to one of ours, until the record or `until` is reached. */
export async function feedAtSpeed(source: AsyncIterator<Line>, feed: Feed, speed: number, until: Instant): Promise<Tally> {
  let tally: Tally = { lines: 0, ...NOTHING }
  let next = await source.next()
  let then = performance.now()
  while (!feed.stopped() && feed.clock.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, FRAME_MS))
    const passed = performance.now() - then
    then += passed
    const now = Math.min(until, Math.round(feed.clock.now() + passed * speed), Math.max(feed.assessor.next(), feed.clock.now()))
    feed.clock.set(now)
    let part: Line[] = []
    const post = async (): Promise<void> => {
      tally = { ...added(tally, await feed.post(part)), lines: tally.lines + part.length }
      part = []
    }
    for (; !next.done && (next.value.recordedAt ?? -Infinity) <= now; next = await source.next()) {
      part.push(next.value)
      if (part.length === POST_LINES) await post()
    }
    if (part.length > 0) await post()
    await feed.settle(now)
    await feed.assessor.evaluateTo(now)
  }
  return tally
}

const PROBLEMS_KEPT = 10_000

function added(tally: Tally, posted: Posted): Tally {
  const { problems, ...counts } = sum(tally, posted)
  return { lines: tally.lines, ...counts, problems: problems.slice(0, PROBLEMS_KEPT) }
}
