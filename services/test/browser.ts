import { existsSync } from 'node:fs'
import { type Browser, type Page, chromium } from 'playwright-core'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** Why there can be no browser for tests here; null where there can. */
export const browserMissing: string | null = CHROMIUM === undefined ? 'there is no Chromium (Debian: apt-get install chromium)' : null

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openBrowser(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error(browserMissing ?? '')
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET })
}

/** The server draws a page that nothing moves yet; it hears keys once its scripts have taken it over. */
export const awake = (page: Page): Promise<void> => page.locator('#asleep').waitFor({ state: 'detached' })
