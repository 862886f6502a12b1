import { type Delta, type Document, NOT_NOW, type Topic, type WatchReply } from '@weir/shared/contract/delta'
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
 * - A socket counts only once it has answered: a proxy may let one open and then swallow what is said on it. Until then the
 *   waits between the tries grow, and the document counts as not heard.
 * - Everything that many screens might do at the same moment is spread by chance: opening again, asking again, reloading.
 * - Where no socket answers for long, the same document is polled over REST, and the socket is still tried.
 * - A screen that slept, or stood still, trusts nothing that it had: it adds the time to the picture's age and asks at once.
 * - Another release is loaded at a quiet moment: when nothing has changed for a little while, or the wait has been long enough.
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
  /** when its figures last changed */
  readonly changedAt: number
  /** since when no socket has answered; null while one does */
  readonly downSince: number | null
  readonly pollAt: number | null
  readonly reload: Reload | null
  /** the release that this page is made of; null where nobody said yet */
  readonly release: string | null
  readonly welcome: Welcome | null
}

/** When to load the page anew: at a quiet moment after `from`, at the latest at `by`. */
interface Reload {
  readonly from: number
  readonly by: number
}

export interface Welcome {
  readonly contract: number
  readonly release: string
  readonly pack: string
}

export type Link =
  | { readonly kind: 'closed'; readonly attempt: number; readonly openAt: number }
  | { readonly kind: 'opening'; readonly attempt: number; readonly since: number }
  | { readonly kind: 'open'; readonly attempt: number; readonly since: number; readonly askAt: number | null; readonly askedAt: number | null }

export type FeedEvent<D extends Document> =
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'answered'; readonly topic: Topic; readonly reply: WatchReply }
  | { readonly kind: 'changed'; readonly topic: Topic; readonly delta: Delta }
  | { readonly kind: 'reported'; readonly status: Status }
  | { readonly kind: 'greeted'; readonly welcome: Welcome }
  /** `document` is null where it is still the one that was held: then only the time has moved */
  | { readonly kind: 'polled'; readonly topic: Topic; readonly document: D | null; readonly asOf: number; readonly status: Status }
  | { readonly kind: 'ticked' }
  /** the tab was hidden, stood still or slept; `sleptMs` is time that the local clock did not see */
  | { readonly kind: 'woke'; readonly sleptMs: number }

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
const SILENCE_MS = 7_000
const ANSWER_MS = 8_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000
const ASK_SPREAD_MS = 2_000
const RELOAD_SPREAD_MS = 60_000
const RELOAD_WITHIN_MS = 60_000
const QUIET_MS = 2_000
const POLL_AFTER_MS = 12_000
/** a page that no socket has greeted yet reads before it would say that it is lost: it has just come from the server */
const POLL_UNMET_MS = 1_500
const POLL_EVERY_MS = 4_000
const POLL_FAILED_MS = 9_000
const REFUSED_MS = 15_000
const NOT_NOW_MS = 2_000
const WOKEN_ANSWER_MS = 2_000
const WOKEN_SPREAD_MS = 1_000

export function feedOf<D extends Document>(topic: Topic, document: D, status: Status, release: string | null, now: number): Feed<D> {
  return {
    topic,
    document,
    status,
    link: { kind: 'closed', attempt: 0, openAt: now },
    heardAt: now,
    changedAt: now,
    downSince: now,
    pollAt: null,
    reload: null,
    release,
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
      return ask(feed, now)
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
      return event.topic === feed.topic && feed.downSince !== null ? polled(feed, event, chance, now) : unchanged(feed)
    case 'ticked':
      return ticked(feed, chance, now)
    case 'woke':
      return woke(feed, event.sleptMs, chance, now)
  }
}

const unchanged = <D extends Document>(feed: Feed<D>): Step<D> => ({ feed, actions: [] })

function ask<D extends Document>(feed: Feed<D>, now: number): Step<D> {
  const since = feed.link.kind === 'open' ? feed.link.since : now
  return { feed: { ...feed, link: { kind: 'open', attempt: feed.link.attempt, since, askAt: null, askedAt: now } }, actions: [{ kind: 'ask' }] }
}

/** Asks a little later, unless that is planned already. */
function askSoon<D extends Document>(feed: Feed<D>, waitMs: number, now: number): Feed<D> {
  if (feed.link.kind !== 'open' || feed.link.askAt !== null) return feed
  return { ...feed, link: { ...feed.link, askAt: now + waitMs, askedAt: null } }
}

function closed<D extends Document>(feed: Feed<D>, chance: number, now: number): Feed<D> {
  if (feed.link.kind === 'closed') return feed
  const attempt = feed.downSince === null ? 0 : feed.link.attempt + 1
  const wait = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + chance)
  return { ...feed, link: { kind: 'closed', attempt, openAt: now + wait }, downSince: feed.downSince ?? now }
}

function answered<D extends Document>(feed: Feed<D>, reply: WatchReply, chance: number, now: number): Step<D> {
  if (feed.link.kind !== 'open') return unchanged(feed)
  const heard: Feed<D> = { ...feed, link: { ...feed.link, askedAt: null } }
  switch (reply.kind) {
    case 'snapshot':
      return unchanged({ ...answering(heard), document: reply.document as D, heardAt: now, changedAt: now })
    case 'current':
      return unchanged({ ...answering(heard), heardAt: now })
    case 'refused':
      return unchanged(askSoon(heard, (reply.reason === NOT_NOW ? NOT_NOW_MS : REFUSED_MS) * (1 + chance), now))
  }
}

const answering = <D extends Document>(feed: Feed<D>): Feed<D> => ({ ...feed, downSince: null, pollAt: null })

function changed<D extends Document>(feed: Feed<D>, delta: Delta, chance: number, now: number): Step<D> {
  const applied = apply(feed.document, delta)
  if (applied.kind === 'applied')
    return unchanged({ ...feed, document: applied.document, heardAt: now, changedAt: delta.patch === null ? feed.changedAt : now })
  const waitsForAnswer = feed.link.kind === 'open' && feed.link.askedAt !== null
  return unchanged(waitsForAnswer ? feed : askSoon(feed, ASK_SPREAD_MS * chance, now))
}

function greeted<D extends Document>(feed: Feed<D>, welcome: Welcome, chance: number, now: number): Step<D> {
  const before = feed.welcome
  const next: Feed<D> = { ...feed, welcome, release: feed.release ?? welcome.release }
  if (next.release !== welcome.release || (before !== null && before.contract !== welcome.contract))
    return unchanged({ ...next, reload: feed.reload ?? reloading(chance, now) })
  if (before === null) return unchanged(next)
  return { feed: asking(next, chance, now), actions: before.pack === welcome.pack ? [] : [{ kind: 'refresh' }] }
}

const asking = <D extends Document>(feed: Feed<D>, chance: number, now: number): Feed<D> =>
  feed.link.kind === 'open' && feed.link.askedAt !== null ? feed : askSoon(feed, ASK_SPREAD_MS * chance, now)

const reloading = (chance: number, now: number): Reload => {
  const from = now + RELOAD_SPREAD_MS * chance
  return { from, by: from + RELOAD_WITHIN_MS }
}

function polled<D extends Document>(feed: Feed<D>, answer: Extract<FeedEvent<D>, { kind: 'polled' }>, chance: number, now: number): Step<D> {
  const { document, asOf, status } = answer
  const held = document === null || sameVersion(feed.document.version, document.version)
  return unchanged({
    ...feed,
    document: held ? { ...feed.document, asOf } : document,
    status,
    heardAt: now,
    changedAt: held ? feed.changedAt : now,
    pollAt: now + POLL_EVERY_MS * (0.75 + chance / 2),
  })
}

function ticked<D extends Document>(feed: Feed<D>, chance: number, now: number): Step<D> {
  const { reload } = feed
  if (reload !== null && now >= reload.from && (now >= reload.by || now - feed.changedAt >= QUIET_MS))
    return { feed: { ...feed, reload: null }, actions: [{ kind: 'reload' }] }
  const linked = tickedLink(feed, chance, now)
  const polling = tickedPoll(linked.feed, chance, now)
  return { feed: polling.feed, actions: [...linked.actions, ...polling.actions] }
}

/** An open socket is asked, and has less time than usual to answer; a closed one is opened soon, whatever its wait was. */
function woke<D extends Document>(feed: Feed<D>, sleptMs: number, chance: number, now: number): Step<D> {
  const aged = { ...feed, heardAt: feed.heardAt - sleptMs }
  switch (aged.link.kind) {
    case 'closed':
      return unchanged({ ...aged, link: { ...aged.link, openAt: Math.min(aged.link.openAt, now + WOKEN_SPREAD_MS * chance) } })
    case 'opening':
      return unchanged(aged)
    case 'open': {
      const { feed: asked, actions } = ask(aged, now)
      const link: Link = { ...aged.link, since: now, askAt: null, askedAt: now - ANSWER_MS + WOKEN_ANSWER_MS }
      return { feed: { ...asked, link }, actions }
    }
  }
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
      const silent = feed.downSince === null && now - Math.max(feed.heardAt, link.since) >= SILENCE_MS
      const unanswered = link.askedAt !== null && now - link.askedAt >= ANSWER_MS
      if (silent || unanswered) return { feed: closed(feed, chance, now), actions: [{ kind: 'close' }] }
      return link.askAt !== null && now >= link.askAt ? ask(feed, now) : unchanged(feed)
    }
  }
}

function tickedPoll<D extends Document>(feed: Feed<D>, chance: number, now: number): Step<D> {
  const unmet = feed.welcome === null && feed.link.kind !== 'open'
  if (feed.downSince === null || now - feed.downSince < (unmet ? POLL_UNMET_MS : POLL_AFTER_MS) || now < (feed.pollAt ?? 0)) return unchanged(feed)
  return { feed: { ...feed, pollAt: now + POLL_FAILED_MS * (1 + chance / 2) }, actions: [{ kind: 'poll' }] }
}
