import type { Browser, CDPSession, Page } from 'playwright-core'
import { bytesByKind } from './heap-snapshot.ts'

/** A wall in real Chromium, and what Chromium itself says of it over its debugging protocol. */
export interface SoakPage {
  readonly page: Page
  /** what is left after everything that is not used was collected */
  weigh(): Promise<Weight>
  /** of that, what the page holds itself: without the engine's own code */
  ownBytes(): Promise<number>
  /** how long the page's main thread has worked, in milliseconds */
  worked(): Promise<number>
  opened(): Promise<Opened>
  close(): Promise<void>
}

export interface Weight {
  readonly heapBytes: number
  readonly nodes: number
  readonly listeners: number
}

export interface Opened {
  /** from the click to the first picture with figures in it, with an empty cache */
  readonly pictureMs: number
  /** all scripts, as they came over the wire */
  readonly scriptBytes: number
}

export async function openSoakPage(browser: Browser, url: string): Promise<SoakPage> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' }) // the thread's own time: what else the machine does is not the wall's
  await cdp.send('HeapProfiler.enable')
  await page.goto(url, { waitUntil: 'load' })
  return {
    page,
    weigh: () => weigh(cdp),
    ownBytes: async () => {
      await weigh(cdp)
      return [...(await bytesByKind(cdp))].reduce((sum, [kind, bytes]) => (kind === 'code' ? sum : sum + bytes), 0)
    },
    worked: async () => {
      const { metrics } = await cdp.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
    },
    opened: () => page.evaluate<Opened>(OPENED),
    close: () => page.close(),
  }
}

async function weigh(cdp: CDPSession): Promise<Weight> {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters')
  return { heapBytes: usedSize, nodes, listeners: jsEventListeners }
}

/** Runs in the page. */
const OPENED = `({
  pictureMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  scriptBytes: performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
})`
