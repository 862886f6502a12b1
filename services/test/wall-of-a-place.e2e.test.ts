import { describe, expect, test } from 'vitest'
import type { Board } from '@weir/shared/contract/board'
import * as bent from './bent-boards.ts'
import { awake } from './browser.ts'
import { HELD, KEY_PX, LOCALITY, PATIENCE_MS, WALL, WALLS, describePictured } from './pictured.ts'
import { type RecordedWall, recordedWall } from './recorded-wall.ts'
import { COLLISIONS, MEASURE, NOT_WHOLE, ON_WATER, TWO_FRAMES, type Measured } from './rulers.ts'

/**
 * Whatever comes together on a place's wall and on that of a blockage there. Broken to see these fail: the pictures of a blockage
 * given only the room that its reasons leave (they lay on each other), a picture as high as its drawing would be; rows of pools
 * that do not become low, a level in doubt whose room is not counted in, a legend that keeps its credits while a banner stands, a
 * head that wraps, a stream poured onto the water; a room for what is held that forgets how many more there are.
 */
const HOUR = 3_600_000

describePictured('the wall of a place', (on) => {
  test('a blockage with many reasons leaves its pictures their room, and nothing lies on anything', { timeout: PATIENCE_MS }, async () => {
    const boston = await recordedWall('boston-311')
    try {
      for (const size of WALLS) {
        await on.page.setViewportSize(size)
        for (const path of ['/locality/dorchester/blockage?lang=en', '/locality/dorchester/blockage?lang=cy', '/locality/dorchester?lang=en']) {
          await on.page.goto(`${boston.url}${path}`)
          await awake(on.page)
          await on.page.evaluate(TWO_FRAMES)
          expect([path, size.width, await on.page.evaluate(COLLISIONS)]).toEqual([path, size.width, { on: [], cut: [] }])
        }
        await on.page.goto(`${boston.url}/locality/dorchester/blockage?lang=en`)
        const heights = await on.heightsOf('.course svg.level, .ageing .picture')
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
        await on.page.setViewportSize(size)
        await on.page.goto(`${wall.url}/locality/${board.locality}?lang=${lang}`)
        await awake(on.page)
        if (paused) await on.page.locator('.tools button').click()
        await on.page.evaluate(TWO_FRAMES)
        await on.page.evaluate(TWO_FRAMES)
        expect([size.width, await on.page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
        expect([size.width, await on.page.evaluate(NOT_WHOLE)]).toEqual([size.width, []])
        expect([size.width, (await on.page.evaluate<Measured>(MEASURE)).over]).toEqual([size.width, 0])
        const levels = await on.heightsOf('.first .big .level')
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
      const before = of(on.care, 'amman-gwendraeth')
      try {
        await shows(on.care, bend(before), paused)
        on.care.tell({ behind: 12_345 })
        await shows(on.care, bend(before), false)
      } finally {
        on.care.put(before)
        on.care.tell({})
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
      const board = bent.unplaced(of(on.care, 'amman-gwendraeth'), ['adults', 'discharge', 'children'])
      on.care.put(board)
      for (const size of WALLS.filter(({ width }) => width < 3000)) {
        await on.page.setViewportSize(size)
        await on.open(`/locality/unplaced?lang=${lang}`)
        await awake(on.page)
        await on.page.evaluate(TWO_FRAMES)
        expect([size.width, await on.page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
        expect(await on.page.locator('.nowhere .level').count()).toBe(3)
        expect(await on.page.locator('.card').count()).toBe(0)
      }
    })
  })

  test('a wall whose connection is lost keeps its level and cuts nothing', { timeout: PATIENCE_MS }, async () => {
    await on.page.setViewportSize(WALL)
    await on.open(`${LOCALITY}?lang=cy-en`)
    await awake(on.page)
    await on.page.context().setOffline(true)
    try {
      await on.page.locator('p.lost').waitFor({ timeout: 40_000 })
      await on.page.evaluate(TWO_FRAMES)
      expect([await on.page.evaluate(COLLISIONS), await on.page.evaluate(NOT_WHOLE)]).toEqual([{ on: [], cut: [] }, []])
    } finally {
      await on.page.context().setOffline(false)
    }
  })

  test('a long name takes a line of its own, and the head of a bilingual wall keeps its tools beside it', { timeout: PATIENCE_MS }, async () => {
    const boston = await recordedWall('boston-311')
    try {
      const [board] = boston.boards
      if (!board) throw new Error('nothing is recorded of Boston')
      boston.put({ ...board, locality: 'south-boston-south-boston-waterfront' })
      await on.page.setViewportSize(WALL)
      await on.page.goto(`${boston.url}/locality/south-boston-south-boston-waterfront?lang=cy-en`)
      const boxOf = async (selector: string) => (await on.page.locator(selector).first().boundingBox()) ?? { x: 0, y: 0, width: Infinity, height: 0 }
      const [tools, asAt] = [await boxOf('.tools'), await boxOf('.as-at')]
      expect(Math.abs(tools.y + tools.height / 2 - asAt.y - asAt.height / 2)).toBeLessThan(8)
      expect(tools.x + tools.width).toBeLessThanOrEqual(1920)
    } finally {
      await boston.close()
    }
  })

  test('what comes in and what goes out stands beside the water, however full a pool is', { timeout: PATIENCE_MS }, async () => {
    for (const path of [LOCALITY, '/locality/childrens-teams']) {
      await on.open(`${path}?lang=en`)
      expect(await on.page.locator('svg[data-surface] .is').count()).toBeGreaterThan(10)
      expect(await on.page.evaluate(ON_WATER)).toBe(0)
    }
  })

  test('a place where nothing is recorded says so, large', { timeout: PATIENCE_MS }, async () => {
    const before = on.care.boards.find(({ locality }) => locality === 'amman-gwendraeth')
    if (!before) throw new Error('Amman Gwendraeth is not recorded')
    on.care.put(bent.nothing(before))
    try {
      await on.open(`${LOCALITY}?lang=en`)
      await on.page.getByText('Nothing is recorded here').waitFor()
      expect((await on.page.evaluate<Measured>(MEASURE)).most).toBeGreaterThanOrEqual(KEY_PX)
    } finally {
      on.care.put(before)
    }
  })

  test('a long name of a stage stands smaller and is not cut off, however high the rows are', { timeout: PATIENCE_MS }, async () => {
    const before = on.care.boards.find(({ locality }) => locality === 'amman-gwendraeth')
    if (!before) throw new Error('amman-gwendraeth is not recorded')
    const cut = `[...document.querySelectorAll('.cell .name')].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim())`
    try {
      for (const board of [before, { ...bent.steady(before), blockages: [], warnings: [] }]) {
        on.care.put(board)
        for (const size of WALLS) {
          await on.page.setViewportSize(size)
          await on.open('/locality/amman-gwendraeth?lang=cy') // "Dyddiad wedi’i gytuno"
          await awake(on.page)
          expect([size.width, await on.page.evaluate<string[]>(cut)]).toEqual([size.width, []])
        }
      }
    } finally {
      on.care.put(before)
    }
  })

  test('where sources are late, that no blockage is found is not said as if all were known', { timeout: PATIENCE_MS }, async () => {
    const before = on.care.boards.find(({ locality }) => locality === 'amman-gwendraeth')
    if (!before) throw new Error('amman-gwendraeth is not recorded')
    await on.page.setViewportSize(WALL)
    const heads = async (board: Board) => {
      on.care.put(board)
      await on.open('/locality/amman-gwendraeth/blockage?lang=en')
      return on.page.locator('.flows > p').textContent()
    }
    try {
      const calm = { ...bent.steady(before), blockages: [] }
      const late = { late: ['brokerage'], silent: [], of: 4 }
      const doubted = calm.pressure.map((one) => ({ ...one, weakened: true, sources: late }))
      expect((await heads(calm))?.trim()).toBe('No blockage found')
      expect((await heads({ ...calm, pressure: doubted }))?.trim()).toMatch(/^No blockage found; not all is known\s+1 of 4 sources late$/)
    } finally {
      on.care.put(before)
    }
  })

  test('beside how long people have been there stands how long is usual, and what becomes of those who stay longer', { timeout: PATIENCE_MS }, async () => {
    await on.open(`${HELD}?lang=en`)
    await on.page.getByText('Usually half leave within 6 days and 85 in 100 within 13 days.').first().waitFor()
    await on.page.getByText('12 of 23 here have stayed longer than that. Of those who do, about 5 in 10 leave within a week.').first().waitFor()
    const line = await on.page.locator('.ageing line.usual').boundingBox()
    const picture = await on.page.locator('.ageing .picture').boundingBox()
    expect(((line?.x ?? 0) - (picture?.x ?? 0)) / (picture?.width ?? 1)).toBeCloseTo(13 / 29.6, 1)
    await on.open(`${HELD}?lang=cy`)
    await on.page.getByText('Fel arfer mae hanner yn gadael o fewn 6 diwrnod ac 85 o bob 100 o fewn 13 diwrnod.').first().waitFor()
  })

  test('where nothing is held the wall says so and shows all that flows', { timeout: PATIENCE_MS }, async () => {
    await on.open('/locality/amman-gwendraeth/blockage/adult/triage?lang=en')
    await on.page.getByText('This is no longer held up').waitFor()
    expect(await on.page.locator('[data-stage] svg[data-surface]').count()).toBeGreaterThan(10)
  })

  test('what is held stands higher than usual behind a weir that is shut', { timeout: PATIENCE_MS }, async () => {
    await on.open(`${LOCALITY}?lang=en`)
    const surface = async (stage: string) => Number(await on.page.locator(`[data-stage=${stage}] svg[data-surface]`).first().getAttribute('data-surface'))
    expect(await surface('panel')).toBeGreaterThan(0.9)
    expect(await surface('triage')).toBeLessThan(0.7)
    const weir = on.page.locator('[data-stage=panel] .pool > svg')
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
      await on.page.setViewportSize(WALL)
      await on.page.goto(`${own.url}/locality/${board.locality}`)
      await awake(on.page)
      const faint = on.page.locator('.row', { has: on.page.locator('svg.late') })
      expect(await faint.locator('.journey b').allInnerTexts()).toEqual(['Home care'])
    } finally {
      await own.close()
    }
  })
})
