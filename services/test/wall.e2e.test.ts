import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { browserMissing, openBrowser } from './browser.ts'
import { postgresMissing } from './postgres.ts'
import { type Processes, processes } from './processes.ts'

/** An event in at the source, the number read on the wall, in a real browser, with real faults in between. */
const START_MS = 120_000
const PATIENCE_MS = 120_000
const BUILT = fileURLToPath(new URL('../../web/build/handler.js', import.meta.url))
const missing = browserMissing ?? postgresMissing ?? (existsSync(BUILT) ? null : 'the wall is not built (npm run build)')

const WALL = { width: 1920, height: 1080 }
const SIZES = [WALL, { width: 3840, height: 2160 }, { width: 1080, height: 1920 }]

let count = 0
const entered = (locality?: string) => ({
  specversion: '1.0',
  id: `wall-${++count}`,
  source: '/boston/311',
  subject: `request/wall-${count}`,
  type: 'weir.case.entered.v1',
  time: new Date().toISOString(),
  data: { pathway: 'pwdx', stage: 'open', ...(locality === undefined ? {} : { locality }) },
})

describe.skipIf(missing !== null)(`the wall${missing === null ? '' : ` (left out: ${missing})`}`, () => {
  let weir: Processes
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
  }, START_MS)
  afterAll(() => browser.close(), START_MS)
  beforeEach(async () => {
    weir = await processes()
    await weir.start('projector')
    await weir.start('gateway')
    await weir.start('intake')
    page = await browser.newPage({ viewport: WALL })
  }, START_MS)
  afterEach(async () => {
    await page.close()
    await weir.stop()
  }, START_MS)

  const waitingIn = async (name: string, number: number) => {
    await page.locator('.cell', { hasText: name }).first().locator('.figures b').getByText(String(number), { exact: true }).waitFor()
  }

  test('shows an event that came in at the source, and the next one as it comes', { timeout: PATIENCE_MS }, async () => {
    expect((await weir.post([entered('dorchester')])).status).toBe(202)
    await page.goto(`${weir.gatewayUrl}/locality/dorchester`)
    await waitingIn('Public Works', 1)
    await weir.post([entered('dorchester'), entered('dorchester')])
    await waitingIn('Public Works', 3)
    await page.goto(weir.gatewayUrl)
    expect(await page.getByText('Dorchester').count()).toBeGreaterThan(0)
  })

  test('the first picture has the figures in it, before any script has run', { timeout: PATIENCE_MS }, async () => {
    await weir.post(Array.from({ length: 7 }, () => entered('roxbury')))
    await page.context().route('**/*.js', (route) => route.abort())
    await expect.poll(async () => (await weir.board('roxbury')).stages[0]?.waiting).toBe(7)
    await page.goto(`${weir.gatewayUrl}/locality/roxbury`)
    await waitingIn('Public Works', 7)
    await page.context().unroute('**/*.js')
  })

  test('a picture whose scripts never came says that it stands still, and heals itself', { timeout: PATIENCE_MS }, async () => {
    await page.context().route('**/*.js', (route) => route.abort())
    await page.goto(`${weir.gatewayUrl}/locality/roxbury`)
    const asleep = page.getByText('this picture stands still')
    expect(await asleep.isVisible()).toBe(false)
    await asleep.waitFor()
    await page.context().unroute('**/*.js')
    await asleep.waitFor({ state: 'hidden' })
    await weir.post([entered('roxbury')])
    await waitingIn('Public Works', 1)
  })

  test('a page whose scripts came in part, because the gateway has died, says so and heals itself', { timeout: PATIENCE_MS }, async () => {
    await page.context().route('**/nodes/*.js', (route) => (/\/nodes\/[01]\./.test(route.request().url()) ? route.fallback() : route.abort()))
    await page.context().route('**/__data.json*', (route) => route.abort())
    await weir.post([entered('dorchester')])
    await page.goto(`${weir.gatewayUrl}/locality/dorchester`)
    await page.getByText('tries again by itself').waitFor()
    await page.context().unrouteAll()
    await waitingIn('Public Works', 1)
    await page.locator('.state.live').waitFor()
  })

  test('says that the connection is lost, and comes back alone with the current figures', { timeout: PATIENCE_MS }, async () => {
    await weir.post([entered('dorchester')])
    await page.goto(`${weir.gatewayUrl}/locality/dorchester`)
    await waitingIn('Public Works', 1)
    await page.locator('.state.live').waitFor() // before that, it is the first picture that stands still
    await weir.kill('gateway')
    await page.getByText('No connection').filter({ visible: true }).first().waitFor()
    await weir.post(Array.from({ length: 4 }, () => entered('dorchester')))
    await weir.start('gateway')
    await waitingIn('Public Works', 5)
    await page.getByText('No connection').filter({ visible: true }).first().waitFor({ state: 'hidden' })
  })

  test('speaks Welsh when asked, and keeps to it', { timeout: PATIENCE_MS }, async () => {
    await page.goto(`${weir.gatewayUrl}/?lang=cy`)
    expect(await page.locator('html').getAttribute('lang')).toBe('cy')
    await page.goto(`${weir.gatewayUrl}/locality/dorchester`)
    expect(await page.locator('html').getAttribute('lang')).toBe('cy')
    expect(await page.locator('body').innerText()).toContain('Y sefyllfa')
  })

  test('never scrolls on a wall, lying or standing, at any size', { timeout: PATIENCE_MS }, async () => {
    await weir.post([entered('dorchester'), entered()])
    for (const size of SIZES) {
      await page.setViewportSize(size)
      for (const path of ['/', '/locality/dorchester']) {
        await page.goto(weir.gatewayUrl + path)
        const [over, across] = await page.evaluate<[number, number]>(
          '[document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth]',
        )
        expect({ path, size, over: Math.max(0, over), across: Math.max(0, across) }).toEqual({ path, size, over: 0, across: 0 })
      }
    }
  })
})
