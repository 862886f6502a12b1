import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Board } from '@weir/shared/contract/board'
import * as bent from './bent-boards.ts'
import { awake, browserMissing, openBrowser } from './browser.ts'
import { type RecordedWall, recordedWall, wallMissing } from './recorded-wall.ts'
import { COLLISIONS, MEASURE, type Measured, NOT_WHOLE, ON_WATER, TWO_FRAMES } from './rulers.ts'

/**
 * What a wall looks like, without a pixel: geometry as numbers, on recorded boards, in a real browser. Broken to see these fail:
 * a footer of 20 px, a row of pools that is fixed at 12 rem (the wall scrolled), a definition that only the mouse opens, a name in
 * English on a Welsh wall, a text of the faint grey; the pictures of a blockage given only the room that its reasons leave (they lay
 * on each other), a picture as high as its drawing would be; levels of a place with three services sized by their square; rows of pools
 * that do not become low, a level in doubt whose room is not counted in, a legend that keeps its credits while a banner stands, a head
 * that wraps, a stream poured onto the water; a range drawn as the highest that it could be, a room for
 * what is held that forgets how many more there are; a calm council told in 58 px, and told although something of no place is held.
 */
const PATIENCE_MS = 60_000
const missing = browserMissing ?? wallMissing

const WALLS = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 1080, height: 1920 },
]
const PHONE = { width: 390, height: 844 }
const HOUR = 3_600_000
const LEAST_PX = 24
const KEY_PX = 64

const HELD = '/locality/amman-gwendraeth/blockage/adult/panel'
const LOCALITY = '/locality/amman-gwendraeth'
const UNSIGNED = '/locality/amman-gwendraeth/blockage/adult/review'
const VIEWS = ['/', '/?order=worst', LOCALITY, '/locality/childrens-teams', HELD, '/locality/childrens-teams/blockage', UNSIGNED, '/rotation?every=3600']

describe.skipIf(missing !== null)(`the wall's picture${missing === null ? '' : ` (left out: ${missing})`}`, () => {
  let care: RecordedWall
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    ;[browser, care] = await Promise.all([openBrowser(), recordedWall('carmarthenshire')])
    page = await browser.newPage({ viewport: WALLS[0] ?? null })
  }, PATIENCE_MS)
  afterAll(async () => {
    await browser.close()
    await care.close()
  })

  const open = async (path: string, on: Page = page) => {
    await on.goto(care.url + path)
    await on.locator('main').first().waitFor()
  }
  const heightsOf = (selector: string) =>
    page.evaluate<number[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})].map(({ clientHeight }) => clientHeight)`)

  describe.each(VIEWS)('%s', (path) => {
    test.each(WALLS)('at $width by $height has no text under 24 px, key figures of 64 px, and nothing to scroll', { timeout: PATIENCE_MS }, async (size) => {
      await page.setViewportSize(size)
      await open(`${path}${path.includes('?') ? '&' : '?'}lang=en`)
      const scale = Math.min(size.width, size.height) / 1080
      const { least, most, over, across } = await page.evaluate<Measured>(MEASURE)
      expect([least.size / scale >= LEAST_PX - 0.01, least]).toEqual([true, least])
      expect(most / scale).toBeGreaterThanOrEqual(KEY_PX)
      expect({ over, across }).toEqual({ over: 0, across: 0 })
    })

    test.each(['en', 'cy-en'])('has no text that lies on another or is cut through, %s', { timeout: PATIENCE_MS }, async (lang) => {
      for (const size of WALLS.filter(({ width }) => width < 3000)) {
        await page.setViewportSize(size)
        await open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        await awake(page)
        await page.evaluate(TWO_FRAMES)
        expect([size.width, await page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
      }
    })

    test.each(['dark', 'light'])('has nothing that axe objects to, %s', { timeout: PATIENCE_MS }, async (theme) => {
      await page.setViewportSize(WALLS[0] ?? PHONE)
      await open(`${path}${path.includes('?') ? '&' : '?'}lang=cy-en&theme=${theme}`)
      expect(await violations(page)).toEqual([])
    })
  })

  test('the gallery has nothing that axe objects to, in either language', { timeout: PATIENCE_MS }, async () => {
    for (const lang of ['en', 'cy']) {
      await open(`/gallery?lang=${lang}`)
      expect(await violations(page)).toEqual([])
    }
  })

  test('a phone shows every view without scrolling sideways', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(PHONE)
    for (const path of [...VIEWS, '/gallery']) {
      await open(path)
      expect([path, (await page.evaluate<Measured>(MEASURE)).across]).toEqual([path, 0])
    }
    await page.setViewportSize(WALLS[0] ?? PHONE)
  })

  test('a blockage with many reasons leaves its pictures their room, and nothing lies on anything', { timeout: PATIENCE_MS }, async () => {
    const boston = await recordedWall('boston-311')
    try {
      for (const size of WALLS) {
        await page.setViewportSize(size)
        for (const path of ['/locality/dorchester/blockage?lang=en', '/locality/dorchester/blockage?lang=cy', '/locality/dorchester?lang=en']) {
          await page.goto(`${boston.url}${path}`)
          await awake(page)
          await page.evaluate(TWO_FRAMES)
          expect([path, size.width, await page.evaluate(COLLISIONS)]).toEqual([path, size.width, { on: [], cut: [] }])
        }
        await page.goto(`${boston.url}/locality/dorchester/blockage?lang=en`)
        const heights = await heightsOf('.course svg.level, .ageing .picture')
        expect(Math.min(...heights) / Math.min(size.width, size.height)).toBeGreaterThan(0.14)
      }
    } finally {
      await boston.close()
    }
  })

  describe.each(['en', 'cy', 'cy-en'])('whatever comes together on the wall of a place, %s', (lang) => {
    const shows = async (wall: RecordedWall, board: Board, paused: boolean) => {
      wall.put(board)
      for (const size of WALLS.filter(({ width }) => width < 3000)) {
        await page.setViewportSize(size)
        await page.goto(`${wall.url}/locality/${board.locality}?lang=${lang}`)
        await awake(page)
        if (paused) await page.locator('.tools button').click()
        await page.evaluate(TWO_FRAMES)
        await page.evaluate(TWO_FRAMES)
        expect([size.width, await page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
        expect([size.width, await page.evaluate(NOT_WHOLE)]).toEqual([size.width, []])
        expect([size.width, (await page.evaluate<Measured>(MEASURE)).over]).toEqual([size.width, 0])
        const levels = await heightsOf('.first .big .level')
        expect(Math.min(...levels)).toBeGreaterThanOrEqual(KEY_PX)
      }
    }
    const of = (wall: RecordedWall, locality: string): Board => {
      const board = wall.boards.find((one) => one.locality === locality)
      if (!board) throw new Error(`${locality} is not recorded`)
      return board
    }

    test.each([
      ['a calm level, much that is told, and a source that is late', (board: Board) => bent.late(bent.crowded(bent.steady(board), 3, 4), 1), false],
      ['a level in doubt, much that is told, and three sources late', (board: Board) => bent.late(bent.crowded(bent.pressing(board), 4, 4), 3), false],
      ['the same, and somebody paused the wall', (board: Board) => bent.late(bent.crowded(bent.pressing(board), 4, 4), 3), true],
    ] as const)('%s', { timeout: PATIENCE_MS }, async (_name, bend, paused) => {
      const before = of(care, 'amman-gwendraeth')
      try {
        await shows(care, bend(before), paused)
        care.tell({ behind: 12_345 })
        await shows(care, bend(before), false)
      } finally {
        care.put(before)
        care.tell({})
      }
    })

    test("what Boston's Dorchester has, with a late source and a paused wall", { timeout: PATIENCE_MS }, async () => {
      const boston = await recordedWall('boston-311')
      try {
        const dorchester = of(boston, 'dorchester')
        await shows(boston, bent.late(bent.crowded(dorchester, 3, 4), 1), false)
        await shows(boston, bent.crowded(dorchester, 3, 4), true)
      } finally {
        await boston.close()
      }
    })

    test('what has no locality has small levels and no card, and is told to be given one', { timeout: PATIENCE_MS }, async () => {
      const board = bent.unplaced(of(care, 'amman-gwendraeth'), ['adults', 'discharge', 'children'])
      care.put(board)
      for (const size of WALLS.filter(({ width }) => width < 3000)) {
        await page.setViewportSize(size)
        await open(`/locality/unplaced?lang=${lang}`)
        await awake(page)
        await page.evaluate(TWO_FRAMES)
        expect([size.width, await page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
        expect(await page.locator('.nowhere .level').count()).toBe(3)
        expect(await page.locator('.card').count()).toBe(0)
      }
    })
  })

  test('a wall whose connection is lost keeps its level and cuts nothing', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(WALLS[0] ?? PHONE)
    await open(`${LOCALITY}?lang=cy-en`)
    await awake(page)
    await page.context().setOffline(true)
    try {
      await page.locator('p.lost').waitFor({ timeout: 40_000 })
      await page.evaluate(TWO_FRAMES)
      expect([await page.evaluate(COLLISIONS), await page.evaluate(NOT_WHOLE)]).toEqual([{ on: [], cut: [] }, []])
    } finally {
      await page.context().setOffline(false)
    }
  })

  test('a long name takes a line of its own, and the head of a bilingual wall keeps its tools beside it', { timeout: PATIENCE_MS }, async () => {
    const boston = await recordedWall('boston-311')
    try {
      const [board] = boston.boards
      if (!board) throw new Error('nothing is recorded of Boston')
      boston.put({ ...board, locality: 'south-boston-south-boston-waterfront' })
      await page.setViewportSize(WALLS[0] ?? PHONE)
      await page.goto(`${boston.url}/locality/south-boston-south-boston-waterfront?lang=cy-en`)
      const boxOf = async (selector: string) => (await page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0, width: Infinity, height: 0 }
      const [tools, asAt] = [await boxOf('.tools'), await boxOf('.as-at')]
      expect(Math.abs(tools.y + tools.height / 2 - asAt.y - asAt.height / 2)).toBeLessThan(8)
      expect(tools.x + tools.width).toBeLessThanOrEqual(1920)
    } finally {
      await boston.close()
    }
  })

  test('what comes in and what goes out stands beside the water, however full a pool is', { timeout: PATIENCE_MS }, async () => {
    for (const path of [LOCALITY, '/locality/childrens-teams']) {
      await open(`${path}?lang=en`)
      expect(await page.locator('svg[data-surface] .is').count()).toBeGreaterThan(10)
      expect(await page.evaluate(ON_WATER)).toBe(0)
    }
  })

  test('a place where nothing is recorded says so, large', { timeout: PATIENCE_MS }, async () => {
    const before = care.boards.find(({ locality }) => locality === 'amman-gwendraeth')
    if (!before) throw new Error('Amman Gwendraeth is not recorded')
    care.put(bent.nothing(before))
    try {
      await open(`${LOCALITY}?lang=en`)
      await page.getByText('Nothing is recorded here').waitFor()
      expect((await page.evaluate<Measured>(MEASURE)).most).toBeGreaterThanOrEqual(KEY_PX)
    } finally {
      care.put(before)
    }
  })

  test.each([
    ['carmarthenshire', 'en'],
    ['carmarthenshire', 'cy-en'],
    ['boston-311', 'en'],
    ['boston-311', 'cy-en'],
  ])('a council in which every level is in doubt has no alarm, and nothing cut: %s, %s', { timeout: 2 * PATIENCE_MS }, async (pack, lang) => {
    const wall = pack === 'carmarthenshire' ? care : await recordedWall(pack)
    wall.show(doubted(wall.council))
    try {
      for (const size of WALLS.filter(({ width }) => width < 3000)) {
        await page.setViewportSize(size)
        await page.goto(`${wall.url}/?lang=${lang}`)
        await awake(page)
        await page.evaluate(TWO_FRAMES)
        expect([size.width, await page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
        expect(await page.locator('article .level[data-level="4"], article[data-level="4"]').count()).toBe(0)
        const whys = await page.locator('article:not(.nowhere) .why').allInnerTexts()
        expect(whys.length).toBeGreaterThan(6)
        expect(whys.every((why) => /3 of 4 sources late|3 o’r 4 ffynhonnell yn hwyr/.test(why))).toBe(true)
      }
    } finally {
      wall.show(wall.council)
      if (wall !== care) await wall.close()
    }
  })

  describe.each([
    ['carmarthenshire', 'en', 'No blockage found'],
    ['carmarthenshire', 'cy-en', 'Ni chanfuwyd rhwystr'],
    ['boston-311', 'en', 'No blockage found'],
    ['boston-311', 'cy-en', 'Ni chanfuwyd rhwystr'],
  ])('a council that is calm all over, %s, %s', (pack, lang, sentence) => {
    test('says so once as its key figure, and nothing is cut', { timeout: 2 * PATIENCE_MS }, async () => {
      const wall = pack === 'carmarthenshire' ? care : await recordedWall(pack)
      wall.show(bent.calm(wall.council))
      try {
        for (const size of WALLS) {
          await page.setViewportSize(size)
          await page.goto(`${wall.url}/?lang=${lang}`)
          await awake(page)
          await page.evaluate(TWO_FRAMES)
          const scale = Math.min(size.width, size.height) / 1080
          const told = `[...document.querySelectorAll('.council > p *')].find((one) => one.textContent.trim() === ${JSON.stringify(sentence)})`
          const px = await page.evaluate<number>(`parseFloat(getComputedStyle(${told}).fontSize)`)
          expect(px / scale).toBeGreaterThanOrEqual(KEY_PX)
          expect([size.width, await page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
          expect((await page.evaluate<Measured>(MEASURE)).over).toBe(0)
        }
        expect(await violations(page)).toEqual([])
      } finally {
        wall.show(wall.council)
        if (wall !== care) await wall.close()
      }
    })
  })

  test('a long name of a stage stands smaller and is not cut off, however high the rows are', { timeout: PATIENCE_MS }, async () => {
    const before = care.boards.find(({ locality }) => locality === 'amman-gwendraeth')
    if (!before) throw new Error('amman-gwendraeth is not recorded')
    const cut = `[...document.querySelectorAll('.cell .name')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim())`
    try {
      for (const board of [before, { ...bent.steady(before), blockages: [], warnings: [] }]) {
        care.put(board)
        for (const size of WALLS) {
          await page.setViewportSize(size)
          await open('/locality/amman-gwendraeth?lang=cy') // "Dyddiad wedi’i gytuno"
          await awake(page)
          expect([size.width, await page.evaluate<string[]>(cut)]).toEqual([size.width, []])
        }
      }
    } finally {
      care.put(before)
    }
  })

  test('what is steady stands no larger than the name of its place, which keeps to one line', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(WALLS[0] ?? PHONE)
    try {
      care.show(bent.calm(care.council, ['glangwili']))
      await open('/?lang=en')
      await awake(page)
      expect(new Set(await heightsOf('.council article:not(.nowhere) h2')).size).toBe(1)
      const size = (selector: string) => page.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector(${JSON.stringify(selector)})).fontSize)`)
      expect(await size('.council .quiet')).toBeLessThanOrEqual(await size('.council h2'))
    } finally {
      care.show(care.council)
    }
  })

  test('behind the council’s "i" stands its water as a table, stage by stage', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(WALLS[0] ?? PHONE)
    await open('/?lang=en')
    await awake(page)
    await page.getByRole('button', { name: /Localities/ }).click()
    const table = page.getByRole('table', { name: 'Every stage of every journey: Amman Gwendraeth' })
    const panel = care.council.localities.find(({ locality }) => locality === 'amman-gwendraeth')?.stages.find(({ stage }) => stage === 'panel')
    const row = table.getByRole('row', { name: /^Adult care: Panel/ })
    await row.waitFor()
    expect((await row.getByRole('cell').allTextContents()).map(Number)).toEqual([panel?.waiting, panel?.usual, panel?.overdue])
    expect(await violations(page)).toEqual([])
  })

  test('where sources are late, that no blockage is found is not said as if all were known', { timeout: PATIENCE_MS }, async () => {
    const before = care.boards.find(({ locality }) => locality === 'amman-gwendraeth')
    if (!before) throw new Error('amman-gwendraeth is not recorded')
    await page.setViewportSize(WALLS[0] ?? PHONE)
    const heads = async (board: Board) => {
      care.put(board)
      await open('/locality/amman-gwendraeth/blockage?lang=en')
      return page.locator('.flows > p').textContent()
    }
    try {
      const calm = { ...bent.steady(before), blockages: [] }
      const late = { late: ['brokerage'], silent: [], of: 4 }
      const doubted = calm.pressure.map((one) => ({ ...one, weakened: true, sources: late }))
      expect((await heads(calm))?.trim()).toBe('No blockage found')
      expect((await heads({ ...calm, pressure: doubted }))?.trim()).toMatch(/^No blockage found; not all is known\s+1 of 4 sources late$/)
    } finally {
      care.put(before)
    }
  })

  test('a council of which one place is not calm does not say that it is', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(WALLS[0] ?? PHONE)
    for (const but of ['llanelli', 'glangwili', 'childrens-teams', 'unplaced']) {
      care.show(bent.calm(care.council, [but])) // held; busy; in doubt; held, and in no place
      await open('/?lang=en')
      expect([but, await page.getByText('No blockage found').count()]).toEqual([but, 0])
      expect((await page.evaluate<Measured>(MEASURE)).most).toBeGreaterThanOrEqual(KEY_PX)
    }
    care.show(care.council)
  })

  test(
    'where a place is steady and something is held, the held number is the large one, and journeys without room are counted',
    { timeout: PATIENCE_MS },
    async () => {
      await page.setViewportSize(WALLS[0] ?? PHONE)
      await open('/?lang=en')
      await awake(page)
      await page.evaluate(TWO_FRAMES)
      const tile = (name: string) => page.locator('article', { hasText: name })
      const inTile = (name: string, selector: string) =>
        `[...document.querySelectorAll('article')].find((one) => one.textContent.includes(${JSON.stringify(name)})).querySelector(${JSON.stringify(selector)})`
      const sizeOf = (name: string, selector: string) => page.evaluate<number>(`parseFloat(getComputedStyle(${inTile(name, selector)}).fontSize)`)
      expect(await sizeOf('Llanelli', '.worst .count b')).toBeGreaterThanOrEqual(KEY_PX)
      expect(await sizeOf('Llanelli', 'header .level')).toBeLessThan(KEY_PX / 2)
      for (const name of ['Llanelli', 'Amman Gwendraeth', 'Taf, Teifi and Tywi']) {
        const seen = await tile(name).locator('.river li:not(.out)').count()
        const more = Number(/and (\d+) more journey/.exec(await tile(name).innerText())?.[1] ?? 0)
        expect([name, seen + more]).toEqual([name, 5])
      }
    },
  )

  test('levels stay key figures where a place has three services', { timeout: PATIENCE_MS }, async () => {
    care.show(threefold(care.council))
    try {
      for (const size of WALLS) {
        await page.setViewportSize(size)
        await open('/?lang=en')
        await awake(page)
        await page.evaluate(TWO_FRAMES)
        const scale = Math.min(size.width, size.height) / 1080
        const heights = await heightsOf('article:not(.nowhere) .level .level') // a line of its text
        expect(heights.length).toBeGreaterThan(5)
        expect(Math.min(...heights) / scale).toBeGreaterThanOrEqual(KEY_PX * 1.05)
        expect([size.width, await page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
      }
    } finally {
      care.show(care.council)
    }
  })

  test('the council shows where water stands in each place: what is held is higher than usual, behind a wall', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(WALLS[0] ?? PHONE)
    await open('/?lang=en')
    const river = page.locator('article', { hasText: 'Amman Gwendraeth' }).locator('svg[data-surfaces*=panel]:has(path.held)')
    expect(Number(/panel (\S+)/.exec((await river.getAttribute('data-surfaces')) ?? '')?.[1])).toBeGreaterThan(0.9)
    expect(await page.locator('article:has(svg[data-surfaces])').count()).toBeGreaterThan(5)
  })

  test('beside how long people have been there stands how long is usual, and what becomes of those who stay longer', { timeout: PATIENCE_MS }, async () => {
    await open(`${HELD}?lang=en`)
    await page.getByText('Usually half leave within 6 days and 85 in 100 within 13 days.').first().waitFor()
    await page.getByText('12 of 23 here have stayed longer than that. Of those who do, about 5 in 10 leave within a week.').first().waitFor()
    const line = await page.locator('.ageing line.usual').boundingBox()
    const picture = await page.locator('.ageing .picture').boundingBox()
    expect(((line?.x ?? 0) - (picture?.x ?? 0)) / (picture?.width ?? 1)).toBeCloseTo(13 / 29.6, 1)
    await open(`${HELD}?lang=cy`)
    await page.getByText('Fel arfer mae hanner yn gadael o fewn 6 diwrnod ac 85 o bob 100 o fewn 13 diwrnod.').first().waitFor()
  })

  test('where nothing is held the wall says so and shows all that flows', { timeout: PATIENCE_MS }, async () => {
    await open('/locality/amman-gwendraeth/blockage/adult/triage?lang=en')
    await page.getByText('This is no longer held up').waitFor()
    expect(await page.locator('[data-stage] svg[data-surface]').count()).toBeGreaterThan(10)
  })

  test('what is held stands higher than usual behind a weir that is shut', { timeout: PATIENCE_MS }, async () => {
    await open(`${LOCALITY}?lang=en`)
    const surface = async (stage: string) => Number(await page.locator(`[data-stage=${stage}] svg[data-surface]`).first().getAttribute('data-surface'))
    expect(await surface('panel')).toBeGreaterThan(0.9)
    expect(await surface('triage')).toBeLessThan(0.7)
    const weir = page.locator('[data-stage=panel] .pool > svg')
    expect(await weir.getAttribute('class')).toContain('held')
  })

  test('the water of a journey whose source is late is faint, and that of the others is not', { timeout: PATIENCE_MS }, async () => {
    const own = await recordedWall('carmarthenshire')
    try {
      const [board] = own.boards
      if (!board) throw new Error('no board was recorded')
      const [late] = own.pack.sources.filter(({ services }) => services?.includes('adults'))
      own.pack.sources.forEach((source) => Object.assign(source, { feeds: source === late ? [{ pathway: 'home-care' }] : [] }))
      own.put({ ...board, sources: board.sources.map((source) => (source.id === late?.id ? { ...source, lateAt: board.asOf - HOUR } : source)) })
      await page.setViewportSize({ width: 1920, height: 1080 })
      await page.goto(`${own.url}/locality/${board.locality}`)
      await awake(page)
      expect(
        await page
          .locator('.row', { has: page.locator('svg.late') })
          .locator('.journey b')
          .allInnerTexts(),
      ).toEqual(['Home care'])
    } finally {
      await own.close()
    }
  })

  test('a definition and the figures as a table are reached and left by the keyboard', { timeout: PATIENCE_MS }, async () => {
    await open(`${LOCALITY}?lang=en`)
    await awake(page)
    await page.getByRole('button', { name: 'About this: Journeys' }).focus()
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'Journeys' })
    await panel.getByText('Each pool is a stage').waitFor()
    await panel.locator('tr', { hasText: 'Panel' }).first().waitFor()
    await panel.locator('tr', { hasText: /Looked-after children: Legal gateway.*too few.*15/ }).waitFor()
    await page.keyboard.press('Escape')
    await panel.getByText('Each pool is a stage').waitFor({ state: 'hidden' })
  })

  test('on a phone what turns a rotation is in reach, and what an "i" opens fits and can be closed from its end', { timeout: PATIENCE_MS }, async () => {
    await page.setViewportSize(PHONE)
    for (const lang of ['en', 'cy-en']) {
      await open(`/rotation?every=3600&lang=${lang}`)
      await awake(page)
      for (const press of await page.locator('nav.tools button').all()) {
        const { x = 0, y = 0, width = 0, height = 0 } = (await press.boundingBox()) ?? {}
        expect([x >= 0, x + width <= PHONE.width, y + height <= PHONE.height]).toEqual([true, true, true])
      }
      for (const path of ['/', LOCALITY]) {
        await open(`${path}?lang=${lang}`)
        await awake(page)
        await page.locator('.info button').first().click()
        const panel = page.locator('[popover]:popover-open')
        await panel.locator('tbody tr').last().scrollIntoViewIfNeeded()
        const parts =
          'Math.max(...[...document.querySelectorAll("[popover]:popover-open, [popover]:popover-open .table")].map((one) => one.scrollWidth - one.clientWidth))'
        expect([path, lang, await page.evaluate(parts)]).toEqual([path, lang, 0])
        await panel.locator('.head button').click()
        await panel.waitFor({ state: 'hidden' })
      }
    }
    await page.setViewportSize(WALLS[0] ?? PHONE)
  })

  test('from a level to its locality to what is held there and back, by the keyboard alone', { timeout: PATIENCE_MS }, async () => {
    await open('/?lang=en')
    await awake(page)
    await page.getByRole('link', { name: 'Amman Gwendraeth' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Amman Gwendraeth' }).waitFor()
    await page.getByRole('link', { name: 'Adult care: Panel' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Adult care: Panel' }).waitFor()
    await page.getByText('little or nothing has left since Thursday 22 January').first().waitFor()
  })

  test('a bilingual wall says levels and names in Welsh first and in English after it', { timeout: PATIENCE_MS }, async () => {
    await open(`${LOCALITY}?lang=cy-en`)
    expect(await page.locator('html').getAttribute('lang')).toBe('cy')
    expect(await page.locator('h1').innerText()).toBe('Aman Gwendraeth · Amman Gwendraeth')
    expect(await page.locator('h1 [lang=en]').innerText()).toContain('Amman')
    await open(`${LOCALITY}?lang=en`)
    expect(await page.locator('h1').innerText()).toBe('Amman Gwendraeth')
  })

  test('a rotation turns by hand, is held by its button, and jumps to a level that has become critical', { timeout: PATIENCE_MS }, async () => {
    const wall = await browser.newPage({ viewport: WALLS[0] ?? null })
    await open(`/rotation?lang=en&every=3600&views=council,childrens-teams`, wall)
    const hold = wall.getByRole('button', { name: 'Stay on this view' })
    await hold.waitFor()
    await awake(wall)
    await wall.keyboard.press('ArrowRight')
    await wall.getByRole('heading', { level: 1, name: 'Children’s teams' }).waitFor()
    await hold.click()
    await wall.getByText('The rotation stands still').waitFor()
    await wall.getByRole('button', { name: 'Go on turning' }).click()
    await wall.getByRole('button', { name: 'Pause', exact: true }).click() // who holds the picture holds the rotation
    await wall.getByText('The rotation stands still').waitFor()
    await wall.getByRole('button', { name: 'Resume', exact: true }).click()
    await hold.waitFor()
    care.show(critical(care.council, 'amman-gwendraeth'))
    await wall.getByRole('heading', { level: 1, name: 'Amman Gwendraeth' }).waitFor({ timeout: 30_000 })
    await wall.getByText('a level is critical').waitFor()
    care.show(care.council)
    await wall.close()
  })
})

const violations = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source)
  const { violations: found } = await page.evaluate<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`) // prettier-ignore
}

function critical(council: RecordedWall['council'], where: string): RecordedWall['council'] {
  const version = { ...council.version, seq: council.version.seq + 1 }
  const localities = council.localities.map((one) =>
    one.locality === where
      ? { ...one, pressure: one.pressure.map((level) => ({ ...level, level: 4 as const, range: { from: 4 as const, to: 4 as const } })) }
      : one,
  )
  return { ...council, version, asOf: council.asOf + 1000, localities }
}

/** Every level could be critical, because sources are late. */
function doubted(council: RecordedWall['council']): RecordedWall['council'] {
  const version = { ...council.version, seq: council.version.seq + 1 }
  const doubt = { weakened: true, range: { from: 1 as const, to: 4 as const }, sources: { late: ['a', 'b', 'c'], silent: [], of: 4 } }
  const localities = council.localities.map((one) => ({ ...one, pressure: one.pressure.map((level) => ({ ...level, ...doubt })) }))
  return { ...council, version, localities }
}

/** The first place has all three services, with a level each. */
function threefold(council: RecordedWall['council']): RecordedWall['council'] {
  const version = { ...council.version, seq: council.version.seq + 1 }
  const [first, ...rest] = council.localities
  const [level, totals] = [first?.pressure[0], first?.services[0]]
  if (!first || !level || !totals) throw new Error('the recorded council has no level')
  const names = ['adults', 'children', 'discharge']
  const high = { ...level, level: 3 as const, range: { from: 3 as const, to: 3 as const } }
  const three = {
    ...first,
    blockages: [],
    blocked: 0,
    pressure: names.map((service) => ({ ...high, service })),
    services: names.map((service) => ({ ...totals, service })),
  }
  return { ...council, version, localities: [three, ...rest] }
}
