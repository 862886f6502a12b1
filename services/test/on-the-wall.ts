import type { Locator, Page } from 'playwright-core'

/** Where a locality's wall says how many wait in a journey of one stage: in this one place, because the look of it changes. */
export const waitingIn = (page: Page, journey: string): Locator => page.locator('.cell', { hasText: journey }).first().locator('.figures b')

export const waitingShown = (page: Page, journey: string, number: number, timeout = 30_000): Promise<void> =>
  waitingIn(page, journey).getByText(String(number), { exact: true }).waitFor({ timeout })
