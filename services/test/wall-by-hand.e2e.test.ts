import { expect, test } from 'vitest'
import * as bent from './bent-boards.ts'
import { awake } from './browser.ts'
import { LOCALITY, PATIENCE_MS, PHONE, WALL, violations, describePictured } from './pictured.ts'

/** By the keyboard, on a phone, behind an "i", in a rotation. Broken to see these fail: a definition that only the mouse opens. */

describePictured('the wall in somebody’s hands', (on) => {
  test('behind the council’s "i" stands its water as a table, stage by stage', { timeout: PATIENCE_MS }, async () => {
    await on.page.setViewportSize(WALL)
    await on.open('/?lang=en')
    await awake(on.page)
    await on.page.getByRole('button', { name: /Localities/ }).click()
    const table = on.page.getByRole('table', { name: 'Every stage of every journey: Amman Gwendraeth' })
    const panel = on.care.council.localities.find(({ locality }) => locality === 'amman-gwendraeth')?.stages.find(({ stage }) => stage === 'panel')
    const row = table.getByRole('row', { name: /^Adult care: Panel/ })
    await row.waitFor()
    expect((await row.getByRole('cell').allTextContents()).map(Number)).toEqual([panel?.waiting, panel?.usual, panel?.overdue])
    expect(await violations(on.page)).toEqual([])
  })

  test('a definition and the figures as a table are reached and left by the keyboard', { timeout: PATIENCE_MS }, async () => {
    await on.open(`${LOCALITY}?lang=en`)
    await awake(on.page)
    await on.page.getByRole('button', { name: 'About this: Journeys' }).focus()
    await on.page.keyboard.press('Enter')
    const panel = on.page.getByRole('dialog', { name: 'Journeys' })
    await panel.getByText('Each pool is a stage').waitFor()
    await panel.locator('tr', { hasText: 'Panel' }).first().waitFor()
    await panel.locator('tr', { hasText: /Looked-after children: Legal gateway.*too few.*15/ }).waitFor()
    await on.page.keyboard.press('Escape')
    await panel.getByText('Each pool is a stage').waitFor({ state: 'hidden' })
  })

  test('on a phone what turns a rotation is in reach, and what an "i" opens fits and can be closed from its end', { timeout: PATIENCE_MS }, async () => {
    await on.page.setViewportSize(PHONE)
    for (const lang of ['en', 'cy-en']) {
      await on.open(`/rotation?every=3600&lang=${lang}`)
      await awake(on.page)
      for (const press of await on.page.locator('nav.tools button').all()) {
        const { x = 0, y = 0, width = 0, height = 0 } = (await press.boundingBox()) ?? {}
        expect([x >= 0, x + width <= PHONE.width, y + height <= PHONE.height]).toEqual([true, true, true])
      }
      for (const path of ['/', LOCALITY]) {
        await on.open(`${path}?lang=${lang}`)
        await awake(on.page)
        await on.page.locator('.info button').first().click()
        const panel = on.page.locator('[popover]:popover-open')
        await panel.locator('tbody tr').last().scrollIntoViewIfNeeded()
        const parts =
          'Math.max(...[...document.querySelectorAll("[popover]:popover-open, [popover]:popover-open .table")].map((one) => one.scrollWidth - one.clientWidth))'
        expect([path, lang, await on.page.evaluate(parts)]).toEqual([path, lang, 0])
        await panel.locator('.head button').click()
        await panel.waitFor({ state: 'hidden' })
      }
    }
    await on.page.setViewportSize(WALL)
  })

  test('from a level to its locality to what is held there and back, by the keyboard alone', { timeout: PATIENCE_MS }, async () => {
    await on.open('/?lang=en')
    await awake(on.page)
    await on.page.getByRole('link', { name: 'Amman Gwendraeth' }).focus()
    await on.page.keyboard.press('Enter')
    await on.page.getByRole('heading', { level: 1, name: 'Amman Gwendraeth' }).waitFor()
    await on.page.getByRole('link', { name: 'Adult care: Panel' }).first().focus()
    await on.page.keyboard.press('Enter')
    await on.page.getByRole('heading', { level: 1, name: 'Adult care: Panel' }).waitFor()
    await on.page.getByText('little or nothing has left since Thursday 22 January').first().waitFor()
  })

  test('a rotation turns by hand, is held by its button, and jumps to a level that has become critical', { timeout: PATIENCE_MS }, async () => {
    const wall = await on.browser.newPage({ viewport: WALL })
    await on.open(`/rotation?lang=en&every=3600&views=council,childrens-teams`, wall)
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
    on.care.show(bent.critical(on.care.council, 'amman-gwendraeth'))
    await wall.getByRole('heading', { level: 1, name: 'Amman Gwendraeth' }).waitFor({ timeout: 30_000 })
    await wall.getByText('a level is critical').waitFor()
    on.care.show(on.care.council)
    await wall.close()
  })
})
