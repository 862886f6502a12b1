import type { Delta, Document, Topic, WatchReply } from '@weir/shared/contract/delta'
import type { Status } from '@weir/shared/contract/status'
import { apply, sameVersion } from '@weir/shared/domain/diff'

/**
 * The feed of one screen, as a state machine without I/O: what was heard comes in as an event with the local time, what is to
 * be done goes out as actions. Local time is any clock that only moves forward; it is never compared with the gateway's.
 *
 *   closed ──due──▶ opening ──opened──▶ open ──▶ (asked, answered, changed, changed, …)
 *     ▲                │                 │
 *     └──── failed, too slow, gone ◀─────┴── silent for too long, or an answer that never came
 *
 * - While open, the screen asks for its topic with the version that it holds, and then applies deltas. A delta that starts
 *   elsewhere is refused, and the screen asks again. So it does when the gateway says that it serves another generation.
 * - The gateway says at least every few seconds what the time is. A silence is therefore a lost connection, whatever the
 *   socket believes: it is closed and opened anew.
 * - Everything that many screens might do at the same moment is spread by chance: opening again, asking again, reloading.
 * - Where no socket opens for long, the same document is polled over REST, and the socket is still tried.
 * - The picture is lost when nothing was heard of the document for too long, or the socket has been gone for a moment and no
 *   poll has answered since. What was heard last stays on the screen, marked as what it is.
 */
export interface Feed<D extends Document> {
  readonly topic: Topic
  readonly document: D
  readonly status: Status
  readonly link: Link
  /** when something was last heard of the document */
  readonly heardAt: number
  /** since when no socket is open; null while one is */
  readonly downSince: number | null
  readonly pollAt: number | null
  readonly reloadAt: number | null
  readonly welcome: Welcome | null
}

export interface Welcome {
  readonly contract: number
  readonly release: string
  readonly pack: string
}

export type Link =
  | { readonly kind: 'closed'; readonly attempt: number; readonly openAt: number }
  | { readonly kind: 'opening'; readonly attempt: number; readonly since: number }
  | { readonly kind: 'open'; readonly since: number; readonly askAt: number | null; readonly askedAt: number | null }

export type FeedEvent<D extends Document> =
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'answered'; readonly topic: Topic; readonly reply: WatchReply }
  | { readonly kind: 'changed'; readonly topic: Topic; readonly delta: Delta }
  | { readonly kind: 'reported'; readonly status: Status }
  | { readonly kind: 'greeted'; readonly welcome: Welcome }
  | { readonly kind: 'polled'; readonly topic: Topic; readonly document: D; readonly status: Status }
  | { readonly kind: 'ticked' }

export type Action =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'poll' }
  /** the pack may be another: read it again */
  | { readonly kind: 'refresh' }
  | { readonly kind: 'reload' }

export interface Step<D extends Document> {
  readonly feed: Feed<D>
  readonly actions: readonly Action[]
}

const GRACE_MS = 3_000
const SILENCE_MS = 10_000
const ANSWER_MS = 8_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
const ASK_SPREAD_MS = 2_000
const RELOAD_SPREAD_MS = 10_000
const POLL_AFTER_MS = 12_000
const POLL_EVERY_MS = 4_000
const POLL_FAILED_MS = 9_000
const REFUSED_MS = 15_000

export function feedOf<D extends Document>(topic: Topic, document: D, status: Status, now: number): Feed<D> {
  return {
    topic,
    document,
    status,
    link: { kind: 'closed', attempt: 0, openAt: now },
    heardAt: now,
    downSince: now,
    pollAt: null,
    reloadAt: null,
    welcome: null,
  }
}

/** For how long the picture has been lost; null while it is live. */
export function lostForMs<D extends Document>({ heardAt, downSince }: Feed<D>, now: number): number | null {
  const gone = downSince !== null && heardAt <= downSince && now - downSince >= GRACE_MS
  return gone || now - heardAt >= SILENCE_MS ? now - heardAt : null
}

/** `chance` is a random number from 0 to 1. */
export function step<D extends Document>(feed: Feed<D>, event: FeedEvent<D>, chance: number, now: number): Step<D> {
  switch (event.kind) {
    case 'opened':
      return ask({ ...feed, downSince: null, pollAt: null }, now)
    case 'closed':
      return { feed: closed(feed, chance, now), actions: [] }
    case 'answered':
      return event.topic === feed.topic ? answered(feed, event.reply, chance, now) : unchanged(feed)
    case 'changed':
      return event.topic === feed.topic ? changed(feed, event.delta, chance, now) : unchanged(feed)
    case 'reported':
      return unchanged({ ...feed, status: event.status })
    case 'greeted':
      return greeted(feed, event.welcome, chance, now)
    case 'polled':
      return event.topic === feed.topic && feed.link.kind !== 'open' ? polled(feed, event.document, event.status, chance, now) : unchanged(feed)
    case 'ticked':
      return ticked(feed, chance, now)
  }
}

const unchanged = <D extends Document>(feed: Feed<D>): Step<D> => ({ feed, actions: [] })

function ask<D extends Document>(feed: Feed<D>, now: number): Step<D> {
  const since = feed.link.kind === 'open' ? feed.link.since : now
  return { feed: { ...feed, link: { kind: 'open', since, askAt: null, askedAt: now } }, actions: [{ kind: 'ask' }] }
}

/** Asks a little later, unless that is planned already. */
function askSoon<D extends Document>(feed: Feed<D>, waitMs: number, now: number): Feed<D> {
  if (feed.link.kind !== 'open' || feed.link.askAt !== null) return feed
  return { ...feed, link: { ...feed.link, askAt: now + waitMs, askedAt: null } }
}

function closed<D extends Document>(feed: Feed<D>, chance: number, now: number): Feed<D> {
  if (feed.link.kind === 'closed') return feed
  const attempt = feed.link.kind === 'open' ? 0 : feed.link.attempt + 1
  const wait = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + chance)
  return { ...feed, link: { kind: 'closed', attempt, openAt: now + wait }, downSince: feed.downSince ?? now }
}

function answered<D extends Document>(feed: Feed<D>, reply: WatchReply, chance: number, now: number): Step<D> {
  if (feed.link.kind !== 'open') return unchanged(feed)
  const heard: Feed<D> = { ...feed, link: { ...feed.link, askedAt: null } }
  switch (reply.kind) {
    case 'snapshot':
      return unchanged({ ...heard, document: reply.document as D, heardAt: now })
    case 'current':
      return unchanged({ ...heard, heardAt: now })
    case 'refused':
      return unchanged(askSoon(heard, REFUSED_MS * (1 + chance), now))
  }
}

function changed<D extends Document>(feed: Feed<D>, delta: Delta, chance: number, now: number): Step<D> {
  const applied = apply(feed.document, delta)
  if (applied.kind === 'applied') return unchanged({ ...feed, document: applied.document, heardAt: now })
  const waitsForAnswer = feed.link.kind === 'open' && feed.link.askedAt !== null
  return unchanged(waitsForAnswer ? feed : askSoon(feed, ASK_SPREAD_MS * chance, now))
}

function greeted<D extends Document>(feed: Feed<D>, welcome: Welcome, chance: number, now: number): Step<D> {
  const before = feed.welcome
  const next: Feed<D> = { ...feed, welcome }
  if (before === null) return unchanged(next)
  if (before.release !== welcome.release || before.contract !== welcome.contract)
    return unchanged({ ...next, reloadAt: feed.reloadAt ?? now + RELOAD_SPREAD_MS * chance })
  const asking = next.link.kind === 'open' && next.link.askedAt !== null
  return { feed: asking ? next : askSoon(next, ASK_SPREAD_MS * chance, now), actions: before.pack === welcome.pack ? [] : [{ kind: 'refresh' }] }
}

function polled<D extends Document>(feed: Feed<D>, document: D, status: Status, chance: number, now: number): Step<D> {
  const kept = sameVersion(feed.document.version, document.version) && feed.document.asOf === document.asOf ? feed.document : document
  return unchanged({ ...feed, document: kept, status, heardAt: now, pollAt: now + POLL_EVERY_MS * (0.75 + chance / 2) })
}

function ticked<D extends Document>(feed: Feed<D>, chance: number, now: number): Step<D> {
  if (feed.reloadAt !== null && now >= feed.reloadAt) return { feed: { ...feed, reloadAt: null }, actions: [{ kind: 'reload' }] }
  const linked = tickedLink(feed, chance, now)
  const polling = tickedPoll(linked.feed, chance, now)
  return { feed: polling.feed, actions: [...linked.actions, ...polling.actions] }
}

function tickedLink<D extends Document>(feed: Feed<D>, chance: number, now: number): Step<D> {
  const { link } = feed
  switch (link.kind) {
    case 'closed':
      return now < link.openAt
        ? unchanged(feed)
        : { feed: { ...feed, link: { kind: 'opening', attempt: link.attempt, since: now } }, actions: [{ kind: 'open' }] }
    case 'opening':
      return now - link.since < ANSWER_MS ? unchanged(feed) : { feed: closed(feed, chance, now), actions: [{ kind: 'close' }] }
    case 'open': {
      const silent = now - Math.max(feed.heardAt, link.since) >= SILENCE_MS
      const unanswered = link.askedAt !== null && now - link.askedAt >= ANSWER_MS
      if (silent || unanswered) return { feed: closed(feed, chance, now), actions: [{ kind: 'close' }] }
      return link.askAt !== null && now >= link.askAt ? ask(feed, now) : unchanged(feed)
    }
  }
}

function tickedPoll<D extends Document>(feed: Feed<D>, chance: number, now: number): Step<D> {
  if (feed.downSince === null || now - feed.downSince < POLL_AFTER_MS || now < (feed.pollAt ?? 0)) return unchanged(feed)
  return { feed: { ...feed, pollAt: now + POLL_FAILED_MS * (1 + chance / 2) }, actions: [{ kind: 'poll' }] }
}
