import { type Reloads, reloadsAfter, waitBeforeReload } from './reloads.ts'

const RETRY_MS = 10_000
const KEPT = 'weir-reloads'

let underWay = false

/**
 * Loads the page anew, or another one, once the gateway answers: a reload into nothing would leave the browser's own error on
 * the wall, and nobody walks the floor. Screens that wait for the same gateway do not all ask in the same moment. A page that
 * keeps loading itself is held back, longer each time.
 */
export async function reloadWhenAnswered(to: string | null = null): Promise<void> {
  if (underWay) return
  underWay = true
  if (to === null) await held()
  while (!(await answers())) await pause(RETRY_MS * (0.5 + Math.random()))
  if (to === null) window.location.reload()
  else window.location.assign(to)
}

async function held(): Promise<void> {
  const before = kept()
  await pause(waitBeforeReload(before, Date.now()))
  try {
    window.sessionStorage.setItem(KEPT, JSON.stringify(reloadsAfter(before, Date.now())))
  } catch {
    // a browser that keeps nothing reloads unguarded
  }
}

function kept(): Reloads {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEPT) ?? '') as Reloads
  } catch {
    return { count: 0, at: 0 }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Any answer of the gateway's own will do, a refusal among them; a proxy that stands before nothing answers 502. */
const answers = (): Promise<boolean> =>
  fetch('/api/status', { cache: 'no-store' }).then(
    (response) => response.status < 500,
    () => false,
  )
