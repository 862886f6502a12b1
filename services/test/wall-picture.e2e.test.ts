import { describe, expect, test } from 'vitest'
import { awake } from './browser.ts'
import { HELD, KEY_PX, LOCALITY, PATIENCE_MS, PHONE, WALL, WALLS, violations, describePictured } from './pictured.ts'
import { COLLISIONS, MEASURE, TWO_FRAMES, type Measured } from './rulers.ts'

/**
 * What holds for every view, as numbers. Broken to see these fail: a footer of 20 px, a row of pools that is fixed at 12 rem (the
 * wall scrolled), a text of the faint grey, a name in English on a Welsh wall.
 */
const LEAST_PX = 24
const UNSIGNED = '/locality/amman-gwendraeth/blockage/adult/review'
const VIEWS = ['/', '/?order=worst', LOCALITY, '/locality/childrens-teams', HELD, '/locality/childrens-teams/blockage', UNSIGNED, '/rotation?every=3600']

describePictured('every view of the wall', (on) => {
  describe.each(VIEWS)('%s', (path) => {
    test.each(WALLS)('at $width by $height has no text under 24 px, key figures of 64 px, and nothing to scroll', { timeout: PATIENCE_MS }, async (size) => {
      await on.page.setViewportSize(size)
      await on.open(`${path}${path.includes('?') ? '&' : '?'}lang=en`)
      const scale = Math.min(size.width, size.height) / 1080
      const { least, most, over, across } = await on.page.evaluate<Measured>(MEASURE)
      expect([least.size / scale >= LEAST_PX - 0.01, least]).toEqual([true, least])
      expect(most / scale).toBeGreaterThanOrEqual(KEY_PX)
      expect({ over, across }).toEqual({ over: 0, across: 0 })
    })

    test.each(['en', 'cy-en'])('has no text that lies on another or is cut through, %s', { timeout: PATIENCE_MS }, async (lang) => {
      for (const size of WALLS.filter(({ width }) => width < 3000)) {
        await on.page.setViewportSize(size)
        await on.open(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
        await awake(on.page)
        await on.page.evaluate(TWO_FRAMES)
        expect([size.width, await on.page.evaluate(COLLISIONS)]).toEqual([size.width, { on: [], cut: [] }])
      }
    })

    test.each(['dark', 'light'])('has nothing that axe objects to, %s', { timeout: PATIENCE_MS }, async (theme) => {
      await on.page.setViewportSize(WALL)
      await on.open(`${path}${path.includes('?') ? '&' : '?'}lang=cy-en&theme=${theme}`)
      expect(await violations(on.page)).toEqual([])
    })
  })

  test('the gallery has nothing that axe objects to, in either language', { timeout: PATIENCE_MS }, async () => {
    for (const lang of ['en', 'cy']) {
      await on.open(`/gallery?lang=${lang}`)
      expect(await violations(on.page)).toEqual([])
    }
  })

  test('a phone shows every view without scrolling sideways', { timeout: PATIENCE_MS }, async () => {
    await on.page.setViewportSize(PHONE)
    for (const path of [...VIEWS, '/gallery']) {
      await on.open(path)
      expect([path, (await on.page.evaluate<Measured>(MEASURE)).across]).toEqual([path, 0])
    }
    await on.page.setViewportSize(WALL)
  })

  test('a bilingual wall says levels and names in Welsh first and in English after it', { timeout: PATIENCE_MS }, async () => {
    await on.open(`${LOCALITY}?lang=cy-en`)
    expect(await on.page.locator('html').getAttribute('lang')).toBe('cy')
    expect(await on.page.locator('h1').innerText()).toBe('Aman Gwendraeth · Amman Gwendraeth')
    expect(await on.page.locator('h1 [lang=en]').innerText()).toContain('Amman')
    await on.open(`${LOCALITY}?lang=en`)
    expect(await on.page.locator('h1').innerText()).toBe('Amman Gwendraeth')
  })
})
