import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { type Instant, parseInstant } from '@weir/shared/contract/instant'

/** One line of an events file: its text as it stands, and when it was recorded as far as the line itself can say. */
export interface Line {
  readonly number: number
  readonly text: string
  readonly recordedAt: Instant | null
  /** null where the line is no JSON */
  readonly json: unknown
}

const GZIP = Buffer.from([0x1f, 0x8b])

/**
 * Lines of NDJSON, plain or gzipped, with or without the mark that Windows programs put in front of UTF-8. Blank lines are
 * passed over; a line that is not JSON is a line all the same.
 */
export async function* readEventFile(path: string): AsyncIterable<Line> {
  const gzipped = await isGzip(path) // which also tells of a file that cannot be read
  const raw = createReadStream(path)
  const input = gzipped ? raw.pipe(createGunzip()) : raw
  if (input !== raw) raw.on('error', (error) => input.destroy(error))
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    number++
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() !== '') yield lineOf(number, text)
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer.equals(GZIP)
  } finally {
    await file.close()
  }
}

function lineOf(number: number, text: string): Line {
  try {
    const json = JSON.parse(text) as unknown
    return { number, text, json, recordedAt: recordedAtOf(json) }
  } catch {
    return { number, text, json: null, recordedAt: null }
  }
}

function recordedAtOf(json: unknown): Instant | null {
  if (typeof json !== 'object' || json === null) return null
  const { recordedtime, time } = json as Record<string, unknown>
  const text = recordedtime ?? time
  return typeof text === 'string' ? (parseInstant(text) ?? null) : null
}
