const RETRY_MS = 10_000

/**
 * Loads the page anew, once the gateway answers: a reload into nothing would leave the browser's own error on the wall, and
 * nobody walks the floor. Screens that wait for the same gateway do not all ask in the same moment.
 */
export async function reloadWhenAnswered(): Promise<void> {
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (0.5 + Math.random())))
  window.location.reload()
}

const answers = (): Promise<boolean> =>
  fetch('/api/status', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  )
