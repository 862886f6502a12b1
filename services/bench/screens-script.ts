import { answering } from './child.ts'
import { type Screen, openScreen } from './websocket.ts'

/**
 * Many screens in a process of their own, which speak socket.io over a WebSocket and count the deltas that reach them. They
 * tell when all have got so many.
 */
export type ScreensQuestion =
  | { readonly kind: 'open'; readonly port: number; readonly screens: number; readonly topic: string | null }
  | { readonly kind: 'until'; readonly deliveries: number }
  | { readonly kind: 'count' }
  | { readonly kind: 'close' }
export interface ScreensAnswer {
  readonly deliveries: number
  /** the text of a late delta that says something, as the socket carried it */
  readonly sample: string
}

const PATH = '/socket.io/?EIO=4&transport=websocket'
const AT_ONCE = 50
const DELTA = Buffer.from('42["delta"')
const EMPTY = Buffer.from('"patch":null')
const SAMPLED_EVERY = 100
const ENGINE_OPEN = '0'.charCodeAt(0)
const ENGINE_PING = '2'.charCodeAt(0)

let screens: Screen[] = []
let deliveries = 0
let sample = ''
let awaited: { readonly deliveries: number; readonly reached: () => void } | null = null

function delivered(text: Buffer): void {
  if (deliveries++ % SAMPLED_EVERY === 0 && !text.includes(EMPTY)) sample = text.toString()
  if (awaited && deliveries >= awaited.deliveries) awaited.reached()
}

async function openOne(port: number, topic: string | null): Promise<Screen> {
  const ready = Promise.withResolvers<void>()
  const opened = await openScreen(port, PATH, (text, screen) => {
    if (text.length >= DELTA.length && text.compare(DELTA, 0, DELTA.length, 0, DELTA.length) === 0) return delivered(text)
    const type = text[0]
    if (type === ENGINE_PING && text.length === 1) screen.send('3')
    else if (type === ENGINE_OPEN) screen.send('40')
    else if (text.subarray(0, 2).toString() === '40') {
      if (topic === null) ready.resolve()
      else screen.send(`420${JSON.stringify(['watch', topic, null])}`)
    } else if (text.subarray(0, 2).toString() === '43') ready.resolve()
  })
  await ready.promise
  return opened
}

async function openAll(port: number, count: number, topic: string | null): Promise<void> {
  for (const screen of screens) screen.close()
  screens = []
  while (screens.length < count)
    screens.push(...(await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - screens.length) }, () => openOne(port, topic)))))
}

answering<ScreensQuestion, ScreensAnswer>(async (question) => {
  switch (question.kind) {
    case 'open':
      await openAll(question.port, question.screens, question.topic)
      deliveries = 0
      break
    case 'until': {
      const { promise, resolve } = Promise.withResolvers<void>()
      awaited = { deliveries: question.deliveries, reached: resolve }
      if (deliveries < question.deliveries) await promise
      awaited = null
      break
    }
    case 'close':
      await openAll(0, 0, null)
      break
    case 'count':
      break
    default:
      question satisfies never
  }
  return { deliveries, sample }
})
