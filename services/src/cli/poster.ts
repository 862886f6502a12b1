import type { Problem } from '@weir/shared/contract/problem'
import type { Line } from './event-file.ts'
import type { Posted } from './feed.ts'

const TRIES = 5
const AGAIN_AFTER_MS = 300

/** Posts lines to an intake as anybody would: over HTTP, in batches, with a key. Lines that are not JSON never leave here. */
export function poster(url: string, key: string): (lines: readonly Line[]) => Promise<Posted> {
  return async (lines) => {
    const whole = lines.filter(({ json }) => json !== null)
    const broken = lines
      .filter(({ json }) => json === null)
      .map(({ number }) => ({ source: null, id: null, faults: [{ field: `line ${number}`, reason: 'is not JSON' }] }))
    const posted = whole.length > 0 ? await post(url, key, `[${whole.map(({ text }) => text).join(',')}]`) : NOTHING
    return { ...posted, rejected: posted.rejected + broken.length, problems: [...posted.problems, ...broken] }
  }
}

const NOTHING: Posted = { accepted: 0, duplicate: 0, rejected: 0, problems: [] }

async function post(url: string, key: string, body: string): Promise<Posted> {
  for (let tries = 1; ; tries++) {
    const response = await fetch(`${url}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
      body,
    })
    if (response.ok || response.status === 409 || response.status === 422) {
      const { accepted = 0, duplicate = 0, rejected = 0, problems = [] } = (await response.json()) as Partial<Problem>
      return { accepted, duplicate, rejected, problems }
    }
    const text = await response.text()
    if (response.status < 500 || tries === TRIES) throw new Error(`the intake answered ${response.status}: ${text.slice(0, 500)}`)
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * tries))
  }
}
