import { type Browser, type Page, chromium } from 'playwright-core'
import type { Bench } from './bench.ts'

/**
 * When a number is on the glass: a page in real Chromium, in which a MutationObserver sees the number change, and the next
 * animation frame is its paint. The same for every product: only where the number stands differs. The page's clock is set
 * against ours, so that what is posted here and painted there can be compared.
 */
export interface Glass {
  /** the number that is painted now */
  shown(): Promise<number>
  /** what was painted since the last call, on our clock */
  painted(): Promise<readonly Painted[]>
  close(): Promise<void>
}

export interface Painted {
  readonly number: number
  readonly at: number
}

/** Where in the page the number stands: an element, among those that match the one whose first cell reads so. */
export interface Place {
  readonly selector: string
  readonly row: string | null
}

const CHROMIUM = '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-default-apps',
]
const CLOCK_TRIES = 15
const SHOWN_WITHIN_MS = 30_000

export async function openBrowser(bench: Bench): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })
  bench.opened({ stop: () => browser.close() })
  return browser
}

export async function openGlass(browser: Browser, url: string, place: Place): Promise<Glass> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForSelector(place.selector, { state: 'attached', timeout: SHOWN_WITHIN_MS })
  await page.evaluate(observe, place)
  const offset = await clockOffset(page)
  return {
    shown: () => page.evaluate(() => (globalThis as unknown as Observed).weirBench.read()),
    painted: async () =>
      (await page.evaluate(() => (globalThis as unknown as Observed).weirBench.take())).map(({ number, at }) => ({ number, at: at - offset })),
    close: () => page.close(),
  }
}

interface Observed {
  readonly weirBench: { read(): number; take(): Painted[] }
}

/** Runs in the page. */
function observe({ selector, row }: Place): void {
  const page = globalThis as unknown as {
    document: PageDocument
    MutationObserver: new (heard: () => void) => { observe(node: unknown, options: object): void }
    requestAnimationFrame(act: () => void): void
    performance: { readonly timeOrigin: number; now(): number }
    weirBench: Observed['weirBench']
  }
  const text = (element: PageElement | undefined) => element?.textContent ?? ''
  const read = (): number => {
    const found = [...page.document.querySelectorAll(selector)].find(
      (element) => row === null || text(element.closest('.cell')?.querySelector('.name') ?? undefined).includes(row),
    )
    return Number(text(found).replace(/\D/g, '') || '0')
  }
  let painted: Painted[] = []
  let last = read()
  let awaited = false
  new page.MutationObserver(() => {
    if (awaited || read() === last) return
    awaited = true
    page.requestAnimationFrame(() => {
      awaited = false
      last = read()
      painted.push({ number: last, at: page.performance.timeOrigin + page.performance.now() })
    })
  }).observe(page.document.body, { subtree: true, childList: true, characterData: true })
  page.weirBench = {
    read,
    take: () => {
      const taken = painted
      painted = []
      return taken
    },
  }
}

interface PageElement {
  readonly textContent: string | null
  closest(selector: string): PageElement | null
  querySelector(selector: string): PageElement | null
}

interface PageDocument {
  readonly body: unknown
  querySelectorAll(selector: string): Iterable<PageElement>
}

/** How far the page's clock is ahead of ours, from the quickest of some round trips. */
async function clockOffset(page: Page): Promise<number> {
  let best = { took: Infinity, offset: 0 }
  for (let tries = 0; tries < CLOCK_TRIES; tries++) {
    const before = performance.timeOrigin + performance.now()
    const there = await page.evaluate(() => performance.timeOrigin + performance.now())
    const after = performance.timeOrigin + performance.now()
    if (after - before < best.took) best = { took: after - before, offset: there - (before + after) / 2 }
  }
  return best.offset
}
