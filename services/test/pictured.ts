import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { browserMissing, openBrowser } from './browser.ts'
import { type RecordedWall, recordedWall, wallMissing } from './recorded-wall.ts'

/** A real browser on recorded boards: for whoever tests what a wall looks like, as numbers and without a pixel. */
export interface Pictured {
  readonly browser: Browser
  /** of the size of a wall, unless a test has made it another */
  readonly page: Page
  /** Carmarthenshire, as it was recorded */
  readonly care: RecordedWall
  open(path: string, page?: Page): Promise<void>
  heightsOf(selector: string): Promise<readonly number[]>
}

export const PATIENCE_MS = 60_000
export const WALL = { width: 1920, height: 1080 }
export const WALLS = [WALL, { width: 3840, height: 2160 }, { width: 1080, height: 1920 }]
export const PHONE = { width: 390, height: 844 }
export const KEY_PX = 64

export const LOCALITY = '/locality/amman-gwendraeth'
export const HELD = '/locality/amman-gwendraeth/blockage/adult/panel'

export function describePictured(what: string, tests: (on: Pictured) => void): void {
  const missing = browserMissing ?? wallMissing
  describe.skipIf(missing !== null)(missing === null ? what : `${what} (left out: ${missing})`, () => {
    let browser: Browser
    let page: Page
    let care: RecordedWall
    beforeAll(async () => {
      ;[browser, care] = await Promise.all([openBrowser(), recordedWall('carmarthenshire')])
      page = await browser.newPage({ viewport: WALL })
    }, PATIENCE_MS)
    afterAll(async () => {
      await browser.close()
      await care.close()
    })
    tests({
      get browser() {
        return browser
      },
      get page() {
        return page
      },
      get care() {
        return care
      },
      open: async (path, on = page) => {
        await on.goto(care.url + path)
        await on.locator('main').first().waitFor()
      },
      heightsOf: (selector) => page.evaluate<number[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})].map(({ clientHeight }) => clientHeight)`),
    })
  })
}

/** What axe objects to on this page as it stands. */
export const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`) // prettier-ignore
}
