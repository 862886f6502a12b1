import type { Answered, Problem } from '@weir/shared/contract/problem'
import type { Line } from './event-file.ts'
import { NOTHING, type Posted, sum } from './feed.ts'

const TRIES = 5
const AGAIN_AFTER_MS = 300

/**
 * Posts lines to an intake as anybody would: over HTTP, in batches, with a key. One batch after another, however many are
 * asked for at once: of two events that conflict, the one that stands first in the file is taken. Lines that are not JSON
 * never leave here.
 */
export function poster(url: string, key: string): (lines: readonly Line[]) => Promise<Posted> {
  let before: Promise<unknown> = Promise.resolve()
  return (lines) => {
    const posted = before.then(() => postAll(url, key, lines))
    before = posted.catch(() => undefined)
    return posted
  }
}

async function postAll(url: string, key: string, lines: readonly Line[]): Promise<Posted> {
  const whole = lines.filter(({ json }) => json !== null)
  const broken = lines.filter(({ json }) => json === null).map((line) => refused(line, 'is not JSON'))
  return broken.reduce(sum, whole.length > 0 ? await postWhole(url, key, whole) : NOTHING)
}

/** What is too large for one request goes in two; a line that is too large by itself is refused, and stops nothing. */
async function postWhole(url: string, key: string, lines: readonly Line[]): Promise<Posted> {
  const posted = await post(url, key, `[${lines.map(({ text }) => text).join(',')}]`)
  if (posted !== 'too large') return { ...posted, problems: posted.problems.map(({ index, ...problem }) => ({ line: lines[index]?.number ?? 0, ...problem })) }
  const [first] = lines
  if (first && lines.length === 1) return refused(first, 'is larger than the intake takes')
  const middle = Math.ceil(lines.length / 2)
  return sum(await postWhole(url, key, lines.slice(0, middle)), await postWhole(url, key, lines.slice(middle)))
}

const refused = ({ number }: Line, reason: string): Posted => ({
  ...NOTHING,
  rejected: 1,
  problems: [{ line: number, source: null, id: null, faults: [{ field: `line ${number}`, reason }] }],
})

async function post(url: string, key: string, body: string): Promise<(Omit<Posted, 'problems'> & { readonly problems: readonly Answered[] }) | 'too large'> {
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
    if (response.status === 413) return 'too large'
    if (response.status < 500 || tries === TRIES) throw new Error(`the intake answered ${response.status}: ${text.slice(0, 500)}`)
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS * tries))
  }
}
