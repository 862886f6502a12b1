import type { Council } from '@weir/shared/contract/board'
import type { Status } from '@weir/shared/contract/status'
import { NOT_NOW } from '@weir/shared/contract/delta'
import { diff } from '@weir/shared/domain/diff'
import { describe, expect, test } from 'vitest'
import { type Action, type Feed, type FeedEvent, type Welcome, feedOf, lostForMs, step } from './feed.ts'

const START = 1_000_000
const SECOND = 1000
const status: Status = { mode: 'live', now: 0, behind: 0, stalledSince: null, rebuilding: null, stuck: 0, replay: null }
const welcome: Welcome = { contract: 1, release: 'r1', pack: 'p1' }
const council = (seq: number, epoch = 'e1'): Council => ({
  version: { epoch, seq },
  asOf: seq * 1000,
  mode: 'live',
  localities: [],
  scorecard: null,
  leads: [],
  sources: [{ id: 's', heardAt: seq, throughAt: null, lateAt: null, silentAt: null, oddities: {} }],
})

/** A screen that lives through events; time passes by ticks, as it does in a browser. */
function screen(chance = 0.5) {
  let feed: Feed<Council> = feedOf('council', council(1), status, null, START)
  let now = START
  const done: Action['kind'][] = []
  const take = (event: FeedEvent<Council>) => {
    const next = step(feed, event, chance, now)
    feed = next.feed
    done.push(...next.actions.map((action) => action.kind))
  }
  const self = {
    feed: () => feed,
    lostFor: () => lostForMs(feed, now),
    /** what was done since this was last asked */
    done: () => done.splice(0),
    hears: (...events: FeedEvent<Council>[]) => (events.forEach(take), self),
    waits: (ms: number) => {
      for (const end = now + ms; now < end; take({ kind: 'ticked' })) now = Math.min(end, now + 500)
      return self
    },
    opens: () => self.waits(500).hears({ kind: 'opened' }, { kind: 'greeted', welcome }, { kind: 'answered', topic: 'council', reply: { kind: 'current' } }),
  }
  return self
}
const delta = (from: Council, to: Council): FeedEvent<Council> => ({ kind: 'changed', topic: 'council', delta: diff(from, to) })
const emptyTick = (from: Council, asOf: number): FeedEvent<Council> => ({
  kind: 'changed',
  topic: 'council',
  delta: { from: from.version, to: from.version, asOf, patch: null },
})

describe('a screen follows its document', () => {
  test('it opens a socket at once, and asks with the version that it was rendered with', () => {
    const wall = screen().waits(500)
    expect(wall.done()).toEqual(['open'])
    wall.hears({ kind: 'opened' })
    expect(wall.done()).toEqual(['ask'])
    expect(wall.feed().document).toEqual(council(1))
  })

  test('deltas that start where it stands are applied; an empty tick moves the time alone', () => {
    const wall = screen()
      .opens()
      .hears(delta(council(1), council(2)), emptyTick(council(2), 9999))
    expect(wall.feed().document).toEqual({ ...council(2), asOf: 9999 })
  })

  test('a delta that starts elsewhere changes nothing, and the screen asks once for a snapshot, after a moment of chance', () => {
    const wall = screen().opens()
    wall.done()
    wall.hears(delta(council(5), council(6)), delta(council(6), council(7)))
    expect(wall.feed().document).toEqual(council(1))
    expect(wall.done()).toEqual([])
    expect(wall.waits(2 * SECOND).done()).toEqual(['ask'])
    wall.hears(delta(council(7), council(8)), { kind: 'answered', topic: 'council', reply: { kind: 'snapshot', document: council(8) } })
    expect(wall.feed().document).toEqual(council(8))
    expect(wall.waits(3 * SECOND).done()).toEqual([])
  })

  test('what belongs to another topic is not its business', () => {
    const wall = screen()
      .opens()
      .hears(
        { kind: 'changed', topic: 'board/x', delta: diff(council(1), council(2)) },
        { kind: 'answered', topic: 'board/x', reply: { kind: 'snapshot', document: council(9) } },
      )
    expect(wall.feed().document).toEqual(council(1))
  })

  test('a topic that is refused is asked for again, but not soon', () => {
    const wall = screen().waits(500).hears({ kind: 'opened' })
    wall.done()
    wall.hears({ kind: 'answered', topic: 'council', reply: { kind: 'refused', reason: 'unknown' } })
    expect(wall.waits(9 * SECOND).done()).toEqual([])
  })
})

describe('a lost connection is seen within seconds, and comes back alone', () => {
  test('a socket that closes is a lost picture after three seconds, and one that comes back at once is not', () => {
    const wall = screen().opens().hears({ kind: 'closed' })
    expect(wall.waits(2 * SECOND).lostFor()).toBeNull()
    expect(wall.waits(SECOND).lostFor()).toBe(3 * SECOND)
    expect(
      screen()
        .opens()
        .hears({ kind: 'closed' })
        .waits(SECOND)
        .opens()
        .waits(5 * SECOND)
        .lostFor(),
    ).toBeNull()
  })

  test('a socket that stays open and says nothing for seven seconds is lost, and is opened anew', () => {
    const wall = screen().opens()
    wall.done()
    expect(wall.waits(6.5 * SECOND).lostFor()).toBeNull()
    expect(wall.waits(500).lostFor()).toBe(7 * SECOND)
    expect(wall.done()).toEqual(['close'])
    expect(wall.waits(2 * SECOND).done()).toEqual(['open'])
  })

  test('ticks that say nothing but the time keep the picture live', () => {
    const wall = screen().opens()
    for (let tick = 0; tick < 20; tick++) wall.waits(2 * SECOND).hears(emptyTick(council(1), tick))
    expect(wall.lostFor()).toBeNull()
  })

  test('a status is no sign of life of the document', () => {
    const wall = screen().opens()
    for (let tick = 0; tick < 6; tick++) wall.waits(2 * SECOND).hears({ kind: 'reported', status })
    expect(wall.lostFor()).toBe(12 * SECOND)
  })

  test('an ask that is never answered counts as a dead socket', () => {
    const wall = screen().waits(500).hears({ kind: 'opened' })
    wall.done()
    expect(wall.waits(8 * SECOND).done()).toContain('close')
  })

  test('what was heard last stays on the screen, and the current picture follows when the gateway is back', () => {
    const wall = screen()
      .opens()
      .hears(delta(council(1), council(2)), { kind: 'closed' })
      .waits(60 * 60 * SECOND)
    expect(wall.feed().document).toEqual(council(2))
    wall.hears({ kind: 'opened' }, { kind: 'answered', topic: 'council', reply: { kind: 'snapshot', document: council(1, 'e2') } })
    expect(wall.feed().document).toEqual(council(1, 'e2'))
    expect(wall.lostFor()).toBeNull()
  })

  test('walls that lost the same gateway do not all come back in the same moment, and wait longer each time', () => {
    const waitsBeforeOpening = (chance: number, failures: number) => {
      let link = step(screen(chance).opens().feed(), { kind: 'closed' }, chance, START)
      for (let failure = 0; failure < failures; failure++) {
        const openAt = link.feed.link.kind === 'closed' ? link.feed.link.openAt : 0
        link = step(step(link.feed, { kind: 'ticked' }, chance, openAt).feed, { kind: 'closed' }, chance, openAt)
        if (failure === failures - 1) return link.feed.link.kind === 'closed' ? link.feed.link.openAt - openAt : 0
      }
      return link.feed.link.kind === 'closed' ? link.feed.link.openAt - START : 0
    }
    expect([0, 0.5, 1].map((chance) => waitsBeforeOpening(chance, 0))).toEqual([500, 1000, 1500])
    expect([1, 2, 3, 4, 9].map((failures) => waitsBeforeOpening(0.5, failures))).toEqual([2000, 4000, 8000, 15000, 15000])
  })
})

describe('where sockets fail for long, the same document is polled', () => {
  const polled = (document: Council): FeedEvent<Council> => ({ kind: 'polled', topic: 'council', document, asOf: document.asOf, status })

  test('polling starts after twelve seconds without a socket, and the socket is still tried', () => {
    const wall = screen()
      .opens()
      .hears({ kind: 'closed' })
      .waits(11.5 * SECOND)
    expect(wall.done()).not.toContain('poll')
    expect(wall.waits(20 * SECOND).done()).toEqual(expect.arrayContaining(['poll', 'open']))
  })

  test('a page that no socket has greeted yet reads before it would say that it is lost: it has just come from the server', () => {
    const wall = screen().waits(2 * SECOND)
    expect(wall.done()).toContain('poll')
    for (let poll = 2; poll < 6; poll++)
      expect(
        wall
          .hears(polled(council(poll)))
          .waits(3.5 * SECOND)
          .lostFor(),
      ).toBeNull()
    expect(
      screen()
        .waits(3 * SECOND)
        .lostFor(),
    ).not.toBeNull()
  })

  test('a poll that is answered makes the picture live; polls that fail leave it lost', () => {
    const wall = screen().waits(13 * SECOND)
    expect(wall.lostFor()).not.toBeNull()
    for (let poll = 2; poll < 6; poll++) wall.hears(polled(council(poll))).waits(4 * SECOND)
    expect(wall.lostFor()).toBeNull()
    expect(wall.feed().document).toEqual(council(5))
    expect(wall.waits(20 * SECOND).lostFor()).not.toBeNull()
  })

  test('a poll that finds nothing changed moves the time alone', () => {
    const wall = screen().waits(13 * SECOND)
    wall.hears({ kind: 'polled', topic: 'council', document: null, asOf: 77_000, status })
    expect(wall.feed().document).toEqual({ ...council(1), asOf: 77_000 })
    expect(wall.lostFor()).toBeNull()
  })

  test('polling ends when a socket answers, and a poll that was under way is then left aside', () => {
    const wall = screen()
      .waits(13 * SECOND)
      .hears(
        polled(council(2)),
        { kind: 'opened' },
        { kind: 'answered', topic: 'council', reply: { kind: 'snapshot', document: council(9) } },
        polled(council(3)),
      )
    expect(wall.feed().document).toEqual(council(9))
    wall.done()
    for (let tick = 0; tick < 10; tick++) wall.waits(2 * SECOND).hears(emptyTick(council(9), tick))
    expect(wall.done()).toEqual([])
  })

  test('a proxy that lets sockets open and then swallows what is said on them leaves the screen polling', () => {
    const wall = screen()
    for (let ms = 0; ms < 60 * SECOND; ms += 500) {
      wall.waits(500)
      const acts = wall.done()
      if (acts.includes('open')) wall.hears({ kind: 'opened' })
      if (acts.includes('poll')) wall.hears(polled(council(2)))
    }
    expect(wall.lostFor()).toBeNull()
    expect(wall.feed().pollAt).not.toBeNull()
  })
})

describe('a screen that slept or stood still heals itself', () => {
  test('it asks on the socket that it had, and opens another where that is dead', () => {
    const wall = screen().opens()
    wall.done()
    expect(wall.hears({ kind: 'woke', sleptMs: 0 }).done()).toEqual(['ask'])
    expect(wall.waits(2.5 * SECOND).done()).toEqual(['close'])
    expect(wall.waits(2 * SECOND).done()).toEqual(['open'])
  })

  test('it stays on the socket that answers', () => {
    const wall = screen().opens()
    wall.done()
    wall.hears({ kind: 'woke', sleptMs: 0 }, { kind: 'answered', topic: 'council', reply: { kind: 'snapshot', document: council(7) } })
    expect(wall.waits(3 * SECOND).done()).toEqual(['ask'])
    expect(wall.feed().document).toEqual(council(7))
  })

  test('time that it slept through counts as time without word', () => {
    const wall = screen()
      .opens()
      .hears({ kind: 'woke', sleptMs: 8 * 60 * 60 * SECOND })
    expect(wall.lostFor()).toBe(8 * 60 * 60 * SECOND)
    wall.hears({ kind: 'answered', topic: 'council', reply: { kind: 'current' } })
    expect(wall.lostFor()).toBeNull()
  })

  test('it does not wait out a long wait, and 200 that wake together are spread over a second', () => {
    const closedFor = (chance: number) => {
      const feed: Feed<Council> = { ...screen().feed(), link: { kind: 'closed', attempt: 9, openAt: START + 20 * SECOND } }
      const { link } = step(feed, { kind: 'woke', sleptMs: 0 }, chance, START).feed
      return link.kind === 'closed' ? link.openAt - START : null
    }
    expect([0, 0.5, 1].map(closedFor)).toEqual([0, 500, 1000])
  })
})

describe('a gateway whose stores are away says so', () => {
  test('it is asked again within seconds, not as if there were no such board', () => {
    const wall = screen().waits(500).hears({ kind: 'opened' })
    wall.done()
    wall.hears({ kind: 'answered', topic: 'council', reply: { kind: 'refused', reason: NOT_NOW } })
    expect(wall.waits(3.5 * SECOND).done()).toEqual(['ask'])
  })
})

describe('a gateway that changed says so', () => {
  const polledAgain = { kind: 'greeted', welcome: { ...welcome, release: 'r2' } } as const

  test('another generation: the screen asks again, and reads the pack again where that is another', () => {
    const wall = screen().opens()
    wall.done()
    wall.hears({ kind: 'greeted', welcome: { ...welcome, pack: 'p2' } })
    expect(wall.done()).toEqual(['refresh'])
    expect(wall.waits(2 * SECOND).done()).toEqual(['ask'])
  })

  test('another release: the screen loads itself anew, at a moment of chance within a minute, and only once', () => {
    const wall = screen().opens()
    wall.done()
    wall.hears(polledAgain)
    expect(wall.waits(29 * SECOND).done()).not.toContain('reload')
    const reloads = wall.waits(90 * SECOND).done()
    expect(reloads.filter((action) => action === 'reload')).toHaveLength(1)
  })

  test('it waits for a quiet moment, but not for ever', () => {
    const busy = screen(0).opens()
    busy.hears(polledAgain)
    busy.done()
    let reloadedAfter = 0
    for (let seq = 1; seq < 100 && reloadedAfter === 0; seq++) {
      busy.hears(delta(council(seq), council(seq + 1))).waits(SECOND)
      if (busy.done().includes('reload')) reloadedAfter = seq
    }
    expect(reloadedAfter).toBe(60)
    const quiet = screen(0).opens().hears(polledAgain)
    quiet.done()
    expect(quiet.waits(3 * SECOND).done()).toContain('reload')
  })

  test('a page that was made by another release than the one that greets it loads itself anew', () => {
    const feed = feedOf('council', council(1), status, 'r1', START)
    expect(step(feed, polledAgain, 0, START).feed.reload).not.toBeNull()
    expect(step(feed, { kind: 'greeted', welcome }, 0, START).feed.reload).toBeNull()
  })
})
