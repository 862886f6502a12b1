import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Council } from '@weir/shared/contract/board'
import type { Delta, Topic, WatchReply } from '@weir/shared/contract/delta'
import type { Status } from '@weir/shared/contract/status'
import { type Feed, type FeedEvent, type Welcome, feedOf, step } from '../../web/src/lib/feed/feed.ts'
import { quantile } from '../bench/statistics.ts'
import { postgresMissing } from './postgres.ts'
import { type Processes, processes, until } from './processes.ts'

/**
 * Two hundred screens, each the wall's own feed on a real socket, lose their gateway in the same moment and come back. They
 * are spread by chance, they all show what is current, and a source that posts meanwhile hardly notices.
 */
const START_MS = 120_000
const PATIENCE_MS = 180_000
const SCREENS = 200
const TICK_MS = 500

let count = 0
const entered = () => ({
  specversion: '1.0',
  id: `many-${++count}`,
  source: '/boston/311',
  subject: `request/many-${count}`,
  type: 'weir.case.entered.v1',
  time: new Date().toISOString(),
  data: { pathway: 'pwdx', stage: 'open', locality: 'dorchester' },
})

interface Screen {
  waiting(): number | undefined
  live(): boolean
  stop(): void
}

/** A screen without a glass: the wall's feed, a socket and a timer. */
function openScreen(url: string, document: Council, status: Status): Screen {
  const socket = io(url, { transports: ['websocket'], reconnection: false, autoConnect: false, forceNew: true })
  let feed: Feed<Council> = feedOf('council', document, status, null, performance.now())
  const take = (event: FeedEvent<Council>): void => {
    const next = step(feed, event, Math.random(), performance.now())
    feed = next.feed
    for (const { kind } of next.actions) {
      if (kind === 'open') socket.connect()
      if (kind === 'close') socket.disconnect()
      if (kind === 'ask') socket.emit('watch', 'council', feed.document.version, (reply: WatchReply) => take({ kind: 'answered', topic: 'council', reply }))
    }
  }
  socket.on('connect', () => take({ kind: 'opened' }))
  socket.on('connect_error', () => take({ kind: 'closed' }))
  socket.on('disconnect', () => take({ kind: 'closed' }))
  socket.on('delta', (topic: Topic, delta: Delta) => take({ kind: 'changed', topic, delta }))
  socket.on('welcome', (welcome: Welcome) => take({ kind: 'greeted', welcome }))
  const timer = setInterval(() => take({ kind: 'ticked' }), TICK_MS)
  return {
    waiting: () => feed.document.localities.find(({ locality }) => locality === 'dorchester')?.services[0]?.waiting,
    live: () => feed.downSince === null,
    stop: () => {
      clearInterval(timer)
      socket.close()
    },
  }
}

describe.skipIf(postgresMissing !== null)(`two hundred screens${postgresMissing === null ? '' : ` (left out: ${postgresMissing})`}`, () => {
  let weir: Processes
  const screens: Screen[] = []
  beforeAll(async () => {
    weir = await processes()
    for (const part of ['projector', 'gateway', 'intake'] as const) await weir.start(part)
  }, START_MS)
  afterAll(async () => {
    for (const screen of screens) screen.stop()
    await weir.stop()
  }, START_MS)

  /** Posts one event after the other, and says how long each answer took. */
  const postFor = async (holds: () => boolean): Promise<readonly number[]> => {
    const took: number[] = []
    while (holds()) {
      const began = performance.now()
      expect((await weir.post([entered()])).status).toBe(202)
      took.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return took
  }
  const all = (holds: (screen: Screen) => boolean) => until(() => Promise.resolve(screens.every(holds)))

  test('come back together, all of them current, and the intake hardly notices', { timeout: PATIENCE_MS }, async () => {
    const [document, status] = await Promise.all(['documents/council', 'status'].map(async (path) => (await fetch(`${weir.gatewayUrl}/api/${path}`)).json()))
    for (let n = 0; n < SCREENS; n++) screens.push(openScreen(weir.gatewayUrl, document as Council, status as Status))
    await all((screen) => screen.live())
    const end = performance.now() + 5000
    const usual = await postFor(() => performance.now() < end)

    await weir.kill('gateway')
    await all((screen) => !screen.live())
    await weir.start('gateway')
    const began = performance.now()
    const during = await postFor(() => !screens.every((screen) => screen.live()))
    const backMs = performance.now() - began
    await all((screen) => screen.waiting() === count)

    const told = { backMs: Math.round(backMs), usual: [0.5, 0.95].map((p) => quantile(usual, p)), during: [0.5, 0.95].map((p) => quantile(during, p)) }
    console.log(`200 screens back: ${JSON.stringify(told)}`)
    expect(backMs).toBeLessThan(60_000)
    expect(quantile(during, 0.95)).toBeLessThan(Math.max(250, 5 * quantile(usual, 0.95)))
  })
})
