import type { Browser } from 'playwright-core'
import { care } from '../../web/dev/packs.ts'
import type { Bench, Measurement } from './bench.ts'
import { openBrowser } from './observer.ts'
import { type Row, atMost, rowOf } from './row.ts'
import { type SoakGateway, startSoakGateway } from './soak-gateway.ts'
import { type SoakPage, type Weight, openSoakPage } from './soak-page.ts'
import { monthsOf } from './soak-world.ts'

/**
 * A month in a tab: the council's wall in real Chromium lives through a million deltas, with a lost connection now and then.
 * What it holds itself at the end is compared with what it held after a thousand; before that, what one delta costs at an ordinary
 * pace, what of script came over the wire, and how long the first picture took.
 */
const ROWS = {
  heap: { name: 'heap', says: "the wall's heap after a million deltas, against a thousand", goal: atMost(1.1) },
  nodes: { name: 'heap-nodes', says: "the wall's DOM nodes after a million deltas, against a thousand", goal: atMost(1.1) },
  cost: { name: 'heap-delta', says: "the main thread's work for a delta of the council, against 4 ms", goal: atMost(1) },
  place: { name: 'heap-place', says: "the main thread's work for a delta of a locality, against 4 ms", goal: atMost(1) },
  script: { name: 'heap-script', says: "the wall's script over the wire, against 100 kB", goal: atMost(1) },
  picture: { name: 'heap-picture', says: 'the first picture, against a second', goal: atMost(1) },
} as const

const PACE = 20
const CUTS = 12
const PLACE = 'llanelli'

export const heap: Measurement = {
  name: 'heap',
  rows: Object.values(ROWS),
  run: async (bench) => {
    const sizes = bench.smoke ? { first: 500, all: 3000, paced: 40 } : { first: 1000, all: 1_000_000, paced: 400 }
    const browser = await openBrowser(bench)
    const placeMs = await costAtPlace(bench, browser, sizes.paced)
    const gateway = bench.opened(await startSoakGateway(care, monthsOf(care, 'council')))
    const wall = await openSoakPage(browser, gateway.url)
    await gateway.send(1) // it has connected, and so has loaded all its script
    const { pictureMs, scriptBytes } = await wall.opened()
    const costMs = await costOfDelta(gateway, wall, sizes.paced)
    await gateway.send(sizes.first - gateway.sent())
    const before = await settled(wall)
    await live(bench, gateway, wall, sizes.all)
    const after = await settled(wall)
    bench.say(`  after ${gateway.sent()} deltas: ${told(after)}; after ${sizes.first}: ${told(before)}`)
    return [...heapRows(before, after), ...budgetRows(costMs, placeMs, scriptBytes, pictureMs)]
  },
}

function heapRows(before: Settled, after: Settled): readonly Row[] {
  const ratio = (of: (weight: Settled) => number) => ({ ratio: of(after) / of(before), ours: of(after), theirs: of(before) })
  const all = `with the engine's own code ${megabytes(after.heapBytes)} against ${megabytes(before.heapBytes)}`
  return [
    rowOf({ ...ROWS.heap, ...ratio(({ ownBytes }) => ownBytes / 1e6), unit: 'MB', told: all }),
    rowOf({ ...ROWS.nodes, ...ratio(({ nodes }) => nodes), unit: 'nodes' }),
  ]
}

const budgetRows = (costMs: number, placeMs: number, scriptBytes: number, pictureMs: number): readonly Row[] => [
  rowOf({ ...ROWS.cost, ratio: costMs / 4, ours: costMs, theirs: 4, unit: 'ms' }),
  rowOf({ ...ROWS.place, ratio: placeMs / 4, ours: placeMs, theirs: 4, unit: 'ms' }),
  rowOf({ ...ROWS.script, ratio: scriptBytes / 100_000, ours: scriptBytes / 1000, theirs: 100, unit: 'kB' }),
  rowOf({ ...ROWS.picture, ratio: pictureMs / 1000, ours: pictureMs, theirs: 1000, unit: 'ms' }),
]

/** A locality's wall draws more for an event than the council's does: words, tables, and what has changed since the huddle. */
async function costAtPlace(bench: Bench, browser: Browser, count: number): Promise<number> {
  const gateway = bench.opened(await startSoakGateway(care, monthsOf(care, `board/${PLACE}`)))
  const wall = await openSoakPage(browser, `${gateway.url}/locality/${PLACE}`)
  await gateway.send(1)
  const costMs = await costOfDelta(gateway, wall, count)
  await wall.close()
  return costMs
}

/** All that the main thread does, layout and painting too, less what it does in the same time without deltas. */
async function costOfDelta(gateway: SoakGateway, wall: SoakPage, count: number): Promise<number> {
  const workedFor = async (act: () => Promise<unknown>) => {
    const before = await wall.worked()
    await act()
    return (await wall.worked()) - before
  }
  await gateway.send(count / 4, PACE) // a wall that hangs has long been warm
  const began = performance.now()
  const withThem = await workedFor(() => gateway.send(count, PACE))
  const tookMs = performance.now() - began
  const without = await workedFor(() => new Promise((resolve) => setTimeout(resolve, tookMs / 4)))
  return (withThem - 4 * without) / count
}

async function live(bench: Bench, gateway: SoakGateway, wall: SoakPage, all: number): Promise<void> {
  const part = Math.ceil((all - gateway.sent()) / CUTS)
  while (gateway.sent() < all) {
    await gateway.send(Math.min(part, all - gateway.sent()))
    if (gateway.sent() < all) gateway.cut()
    bench.say(`  ${gateway.sent()} deltas: ${told(await wall.weigh())}`)
  }
}

/** Runs in the page. */
const TWO_FRAMES = 'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))'

interface Settled extends Weight {
  readonly ownBytes: number
}

/** What was drawn for the last frame is let go with the next: so the next, and one more to see that it has gone. */
async function settled(wall: SoakPage): Promise<Settled> {
  await wall.page.evaluate(TWO_FRAMES)
  return { ...(await wall.weigh()), ownBytes: await wall.ownBytes() }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`
const told = ({ heapBytes, nodes, listeners }: Weight): string => `${megabytes(heapBytes)}, ${nodes} nodes, ${listeners} listeners`
