import type { Topic } from '@weir/shared/contract/delta'
import type { Status } from '@weir/shared/contract/status'
import { nowOn } from './clock.ts'
import { type Action, type Feed, type FeedEvent, feedOf, lostForMs, step } from './feed.ts'
import { reloadWhenAnswered } from './reload.ts'
import { type Wire, wireOf } from './socket.ts'
import type { DocumentOf } from './topic.ts'

/**
 * What a screen shows, as runes: the document and the status as last heard, what the time is on the wall, and whether the
 * picture is live. Deltas are applied as they come; while the tab is hidden, or a viewer holds the picture, nothing of that
 * reaches the screen, and the current picture is there at once afterwards.
 */
export interface Board<T extends Topic> {
  readonly document: DocumentOf<T>
  readonly status: Status
  readonly now: number
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

export function boardOf<T extends Topic>(topic: T, document: DocumentOf<T>, status: Status): Board<T> {
  const startedAt = localNow()
  let heard = feedOf(topic, document, status, startedAt)
  let shown = $state.raw<Feed<DocumentOf<T>>>(heard)
  let tickedAt = $state(startedAt)
  let pausedAt = $state<number | null>(null)
  const lostMs = $derived(lostForMs(shown, tickedAt))
  const held = $derived(pausedAt !== null || lostMs !== null)

  function show(): void {
    if (window.document.hidden) return
    if (pausedAt === null) shown = heard
    else shown = { ...shown, heardAt: heard.heardAt, downSince: heard.downSince } // a held picture still says when the gateway is gone
  }

  function follow(refresh: () => void): () => void {
    const wire = wireOf<DocumentOf<T>>(take)
    const acting = actions(wire, refresh)
    function take(event: FeedEvent<DocumentOf<T>>): void {
      const next = step(heard, event, Math.random(), localNow())
      heard = next.feed
      next.actions.forEach(acting)
      show()
    }
    function tick(): void {
      if (!window.document.hidden) tickedAt = localNow()
      if (pausedAt !== null && localNow() - pausedAt >= LONGEST_PAUSE_MS) pausedAt = null
      take({ kind: 'ticked' })
    }
    tick()
    const timer = setInterval(tick, TICK_MS)
    window.document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      window.document.removeEventListener('visibilitychange', tick)
      wire.close()
    }
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
          return wire.poll(topic)
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
      return nowOn(shown.document.mode, shown.document.asOf, tickedAt - shown.heardAt, held)
    },
    get state() {
      if (lostMs !== null) return 'lost'
      if (shown.link.kind === 'open') return 'live'
      return shown.pollAt === null ? 'connecting' : 'polled'
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
