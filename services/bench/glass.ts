import { setTimeout as pause } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Bench, Measurement } from './bench.ts'
import { delaysOf } from './delays.ts'
import { opened } from './events.ts'
import { COUNT_SELECTOR } from './node-red-flow.ts'
import { type NodeRed, NoNodeRed, startNodeRed } from './node-red.ts'
import { type Place, openBrowser, openGlass } from './observer.ts'
import { type Poster, poster, toWeir } from './post.ts'
import { type Goal, type Row, atMost, rowOf, unmeasured } from './row.ts'
import { median, quantile } from './statistics.ts'
import { type WeirUnderTest, openStoresApart, postgresMissing, startApart, startEmbedded } from './weir-under-test.ts'

/**
 * Event → glass: events posted one by one to an HTTP door, and how long until the number that counts each is painted by one
 * wall in real Chromium. Ours is committed in the ledger on the way and is the `waiting` of a stage on a locality's wall;
 * theirs is a Node-RED flow with a text on a Dashboard 2 page, which stores nothing. The same browser and the same observer.
 */
const NAME = 'glass'
const LEDGERS = ['postgres', 'embedded'] as const
const RATES = [20, 500] as const
const FIGURES = [
  { figure: 'median', p: 0.5, goal: atMost(1.2) },
  { figure: 'p99', p: 0.99, goal: atMost(1.5) },
] as const
const GOAL_RATE = 20
const SETTLE_MS = 400
const LATE_MS = 5000
const FRAME_MS = 1000 / 60
const GOLDEN = 0.618_033_988_75

/** At the higher rate the figures are told, and nothing is promised. */
const goalAt = (rate: Rate, goal: Goal): Goal | null => (rate === GOAL_RATE ? goal : null)

type Ledger = (typeof LEDGERS)[number]
type Rate = (typeof RATES)[number]

const nameOf = (ledger: Ledger, rate: Rate, figure: string): string => `${NAME}-${figure}-${rate}-${ledger}`
const saysOf = (ledger: Ledger, rate: Rate, figure: string): string =>
  `event → glass, ${figure}, ${rate}/s, ledger ${ledger === 'postgres' ? 'PostgreSQL' : 'embedded'}`

export const glass: Measurement = {
  name: NAME,
  rows: LEDGERS.flatMap((ledger) =>
    rowsOf((rate, { figure, goal }) => ({ name: nameOf(ledger, rate, figure), says: saysOf(ledger, rate, figure), goal: goalAt(rate, goal) })),
  ),
  run: async (bench) => {
    const nodeRed = await startNodeRed(bench).catch((error: unknown) => {
      if (error instanceof NoNodeRed) return error
      throw error
    })
    if (nodeRed instanceof NoNodeRed) return LEDGERS.flatMap((ledger) => unmeasuredRows(ledger, nodeRed.message))
    const browser = await openBrowser(bench)
    const theirs = subjectOfNodeRed(bench, nodeRed)
    const rows: Row[] = []
    for (const ledger of LEDGERS) {
      if (ledger === 'postgres' && postgresMissing !== null) rows.push(...unmeasuredRows(ledger, postgresMissing))
      else rows.push(...(await against(bench, browser, ledger, theirs)))
    }
    return rows
  },
}

function rowsOf<T>(make: (rate: Rate, figure: (typeof FIGURES)[number]) => T): readonly T[] {
  return RATES.flatMap((rate) => FIGURES.map((figure) => make(rate, figure)))
}

const unmeasuredRows = (ledger: Ledger, told: string): readonly Row[] =>
  rowsOf((rate, { figure, goal }) => unmeasured(nameOf(ledger, rate, figure), saysOf(ledger, rate, figure), goalAt(rate, goal), told))

/** A product under the observer: where its page is, where the number stands, and how an event is posted to it. */
interface Subject {
  readonly pageUrl: string
  readonly place: Place
  readonly poster: Poster
  body(number: number): string
}

function subjectOfNodeRed(bench: Bench, { eventsUrl, pageUrl }: NodeRed): Subject {
  const door = bench.opened(poster(eventsUrl, { 'content-type': 'application/json' }))
  return { pageUrl, place: { selector: COUNT_SELECTOR, row: null }, poster: door, body: bodyFor(bench) }
}

function subjectOfWeir(bench: Bench, weir: WeirUnderTest): Subject {
  const { locality, pathway } = oneStage(bench)
  return {
    pageUrl: `${weir.wallUrl}/locality/${locality}`,
    place: { selector: '.cell .figures b', row: pathway },
    poster: bench.opened(toWeir(weir, false)),
    body: bodyFor(bench),
  }
}

function oneStage({ pack }: Bench): { readonly locality: string; readonly pathway: string } {
  return { locality: pack.localities[0]?.id ?? '', pathway: pack.pathways[0]?.name.en ?? '' }
}

/** Every event opens a case in the same place and stage: numbers that leave the same remainder by both. */
function bodyFor({ pack }: Bench): (number: number) => string {
  const step = pack.localities.length * pack.pathways.length
  return (number) => JSON.stringify(opened(number * step, Date.now() - 1000, pack))
}

async function against(bench: Bench, browser: Browser, ledger: Ledger, theirs: Subject): Promise<readonly Row[]> {
  const weir = ledger === 'postgres' ? await startApart(bench, await openStoresApart(bench)) : await startEmbedded(bench)
  const ours = subjectOfWeir(bench, weir)
  const rows: Row[] = []
  for (const rate of RATES) rows.push(...(await atRate(bench, browser, ledger, rate, ours, theirs)))
  return rows
}

async function atRate(bench: Bench, browser: Browser, ledger: Ledger, rate: Rate, ours: Subject, theirs: Subject): Promise<readonly Row[]> {
  const rounds = bench.smoke ? 1 : 3
  const seconds = bench.smoke ? 1 : rate === GOAL_RATE ? 8 : 3
  const told: { readonly ours: readonly number[]; readonly theirs: readonly number[] }[] = []
  for (let round = 0; round < rounds; round++) {
    const one = { ours: await oneRound(browser, ours, rate, seconds), theirs: await oneRound(browser, theirs, rate, seconds) }
    bench.say(`  ${ledger}, ${rate}/s, round ${round + 1} of ${rounds}: ours ${shortly(one.ours)}, theirs ${shortly(one.theirs)}`)
    told.push(one)
  }
  return FIGURES.map(({ figure, p, goal }) => {
    const each = told.map((one) => ({ ours: quantile(one.ours, p), theirs: quantile(one.theirs, p) }))
    return rowOf({
      name: nameOf(ledger, rate, figure),
      says: saysOf(ledger, rate, figure),
      unit: 'ms',
      goal: goalAt(rate, goal),
      ratio: median(each.map((one) => one.ours / one.theirs)),
      ours: median(each.map((one) => one.ours)),
      theirs: median(each.map((one) => one.theirs)),
    })
  })
}

const shortly = (ms: readonly number[]): string => `${median(ms).toFixed(1)} / ${quantile(ms, 0.99).toFixed(1)} ms`

/** How many events a product has been sent, which is the number that it shows once it has shown them all. */
const used = new WeakMap<Subject, number>()

async function oneRound(browser: Browser, subject: Subject, rate: number, seconds: number): Promise<readonly number[]> {
  if (!used.has(subject)) await postAtRate(subject, rate, 1) // a wall draws no stage in which there never was anybody
  const page = await openGlass(browser, subject.pageUrl, subject.place)
  try {
    await warmUp(subject, rate)
    const base = used.get(subject) ?? 0
    await allPainted(page, base)
    await pause(SETTLE_MS) // so that the first one counted meets a wall at rest
    const postedAt = await postAtRate(subject, rate, rate * seconds)
    const { ms, lost } = delaysOf(postedAt, await allPainted(page, base + postedAt.length), base)
    if (lost > 0) throw new Error(`${lost} of ${postedAt.length} events never came to the glass at ${subject.pageUrl}`)
    return ms
  } finally {
    await page.close()
  }
}

/** The first events of a round find cold connections and cold code: they are posted, and not counted. */
async function warmUp(subject: Subject, rate: number): Promise<void> {
  await postAtRate(subject, rate, Math.min(2 * rate, 100))
}

/**
 * Posts on a beat, whatever the answers do, and says when each was sent; waits for the answers at the end. The beat is blurred
 * by up to a frame: 20 a second is every third frame of a screen, and a fixed beat would meet each at the same moment of it.
 */
async function postAtRate(subject: Subject, rate: number, count: number): Promise<readonly number[]> {
  const from = used.get(subject) ?? 0
  used.set(subject, from + count)
  const answers: Promise<void>[] = []
  const postedAt: number[] = []
  const began = performance.now()
  for (let index = 0; index < count; index++) {
    const early = began + (index * 1000) / rate + blur(index) - performance.now()
    if (early > 0) await pause(early)
    const body = subject.body(from + index)
    postedAt.push(performance.timeOrigin + performance.now())
    answers.push(subject.poster.post(body))
  }
  await Promise.all(answers)
  return postedAt
}

/** Evenly spread over a frame, and the same in every run. */
const blur = (index: number): number => ((index * GOLDEN) % 1) * FRAME_MS

async function allPainted(page: Awaited<ReturnType<typeof openGlass>>, until: number) {
  const painted = [...(await page.painted())]
  for (let waited = 0; waited < LATE_MS && (painted.at(-1)?.number ?? 0) < until; waited += 50) {
    await pause(50)
    painted.push(...(await page.painted()))
  }
  return painted
}
