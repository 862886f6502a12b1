import type { PackView } from '@weir/shared/contract/pack-view'

/**
 * The pack that a page was rendered with, or the one that was read since, when the gateway said that it may be another. It is
 * read here and not by loading the page's data again: where the gateway goes away meanwhile, the router would go to the server
 * for the whole page, find nobody, and leave the browser's own error on the wall.
 */
let read = $state.raw<PackView | null>(null)
let underWay = false
const RETRY_MS = 5000

export const packNow = (rendered: PackView): PackView => read ?? rendered

/** Until it is read: what is on the wall stays there. */
export async function readPackAgain(): Promise<void> {
  if (underWay) return
  underWay = true
  for (let pack = await packRead(); ; pack = await packRead()) {
    if (pack) read = pack
    if (pack) break
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (1 + Math.random())))
  }
  underWay = false
}

const packRead = (): Promise<PackView | null> =>
  fetch('/api/pack', { cache: 'no-store' }).then(
    async (response) => (response.ok ? ((await response.json()) as PackView) : null),
    () => null,
  )
