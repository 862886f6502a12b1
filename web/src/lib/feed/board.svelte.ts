import type { Topic } from '@weir/shared/contract/delta'
import type { Status } from '@weir/shared/contract/status'
import { MINUTE } from '@weir/shared/words/span'
import { nowOn } from './clock.ts'
import { type Action, type Feed, type FeedEvent, feedOf, lostForMs, step } from './feed.ts'
import { pageRelease } from './of-page.ts'
import { reloadWhenAnswered } from './reload.ts'
import { tellShown } from './shown.ts'
import { type Wire, wireOf } from './socket.ts'
import type { DocumentOf } from './topic.ts'
import { type Look, wakefulness } from './wakefulness.ts'

/**
 * What a screen shows, as runes: the document and the status as last heard, what the time is on the wall, and whether the
 * picture is live. Deltas are applied as they come; while the tab is hidden, or a viewer holds the picture, nothing of that
 * reaches the screen, and the current picture is there at once afterwards. A hidden tab schedules nothing: it listens, and
 * whatever has to be done about a lost connection is done when it is seen again. A picture that does not change although its
 * figures do is broken, and the page is loaded anew.
 */
export interface Board<T extends Topic> {
  readonly document: DocumentOf<T>
  readonly status: Status
  readonly now: number
  /** the whole minute of `now`: ages are told by it, so that they are not read anew with every event */
  readonly minute: number
  readonly state: 'connecting' | 'live' | 'polled' | 'lost'
  /** for how long nothing has been heard, where the picture is lost */
  readonly lostForMs: number | null
  readonly paused: boolean
  pause: (paused: boolean) => void
  /** Follows the document until the answer is called; `refresh` reads the pack again. */
  follow: (refresh: () => void) => () => void
}

const TICK_MS = 1000
const LONGEST_PAUSE_MS = 5 * 60_000
const UNDRAWN_MS = 30_000
const FRAME_MS = 1000 / 60

export function boardOf<T extends Topic>(topic: T, document: DocumentOf<T>, status: Status): Board<T> {
  const startedAt = localNow()
  let heard = feedOf(topic, document, status, releaseOfPage(), startedAt)
  let shown = $state.raw<Feed<DocumentOf<T>>>(heard)
  let tickedAt = $state(startedAt)
  let pausedAt = $state<number | null>(null)
  let frame = 0
  let putAt = -Infinity
  let drawn = { asOf: document.asOf, at: startedAt }
  const lostMs = $derived(lostForMs(shown, tickedAt))
  const held = $derived(pausedAt !== null || lostMs !== null)
  const now = $derived(nowOn(shown.document.mode, shown.document.asOf, tickedAt - shown.heardAt, held))
  let minute = $state(minuteOf(document.asOf)) // no $derived: whatever read one would be looked at with every document

  /** At once after a quiet moment; of a burst, as much as there are frames for. */
  function show(): void {
    if (window.document.hidden || frame !== 0) return
    if (localNow() - putAt >= FRAME_MS) return put()
    frame = requestAnimationFrame(() => {
      frame = 0
      put()
    })
  }

  function put(): void {
    putAt = localNow()
    if (pausedAt === null) shown = heard
    else shown = { ...shown, heardAt: heard.heardAt, downSince: heard.downSince } // a held picture still says when the gateway is gone
    minute = minuteOf(now)
  }

  function follow(refresh: () => void): () => void {
    const wire = wireOf<DocumentOf<T>>(take)
    const acting = actions(wire, refresh)
    let looked = look()
    let timer: ReturnType<typeof setInterval> | null = null
    $effect(() => {
      drawn = { asOf: shown.document.asOf, at: localNow() } // runs when the picture has been changed, and not where that failed
    })
    function take(event: FeedEvent<DocumentOf<T>>): void {
      const next = step(heard, event, Math.random(), localNow())
      heard = next.feed
      next.actions.forEach(acting)
      show()
    }
    function tick(): void {
      const seen = look()
      const found = wakefulness(looked, seen)
      looked = seen
      tickedAt = seen.at
      minute = minuteOf(now)
      if (pausedAt !== null && seen.at - pausedAt >= LONGEST_PAUSE_MS) pausedAt = null
      if (found.kind === 'woke') take(found)
      take({ kind: 'ticked' })
      tellShown({ path: window.location.pathname, asOf: drawn.asOf, state: stateOf() })
      if (stateOf() === 'live' && shown.document.asOf !== drawn.asOf && seen.at - drawn.at >= UNDRAWN_MS) void reloadWhenAnswered()
    }
    function seenOrHidden(): void {
      if (timer) clearInterval(timer)
      cancelAnimationFrame(frame)
      frame = 0
      timer = window.document.hidden ? null : setInterval(tick, TICK_MS)
      if (!timer) return
      tick()
      show()
    }
    seenOrHidden()
    window.document.addEventListener('visibilitychange', seenOrHidden)
    return () => {
      if (timer) clearInterval(timer)
      cancelAnimationFrame(frame)
      window.document.removeEventListener('visibilitychange', seenOrHidden)
      wire.close()
    }
  }

  function stateOf(): Board<T>['state'] {
    if (lostMs !== null) return 'lost'
    if (shown.downSince === null) return 'live'
    return shown.pollAt === null ? 'connecting' : 'polled'
  }

  const actions =
    (wire: Wire, refresh: () => void) =>
    (action: Action): void => {
      switch (action.kind) {
        case 'open':
          return wire.open()
        case 'close':
          return wire.close()
        case 'ask':
          return wire.ask(topic, heard.document.version)
        case 'poll':
          return wire.poll(topic, heard.document.version)
        case 'refresh':
          return refresh()
        case 'reload':
          return void reloadWhenAnswered()
      }
    }

  return {
    get document() {
      return shown.document
    },
    get status() {
      return shown.status
    },
    get now() {
      return now
    },
    get minute() {
      return minute
    },
    get state() {
      return stateOf()
    },
    get lostForMs() {
      return lostMs
    },
    get paused() {
      return pausedAt !== null
    },
    pause(paused) {
      pausedAt = paused ? localNow() : null
      show()
    },
    follow,
  }
}

/** Only moves forward, whatever happens to the machine's clock. */
const localNow = (): number => performance.now()
const look = (): Look => ({ at: localNow(), dated: Date.now() })

const minuteOf = (now: number): number => now - (now % MINUTE)

/** While the server renders there is no page yet. */
const releaseOfPage = (): string | null => (typeof window === 'undefined' ? null : pageRelease())
