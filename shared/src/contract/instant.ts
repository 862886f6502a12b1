import * as z from 'zod'

/** An instant is a whole number of milliseconds since 1970-01-01T00:00:00Z; a span in milliseconds is a plain `…Ms`. */
export type Instant = number

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const RFC3339 = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** An RFC 3339 timestamp with its offset, cut to the whole millisecond; undefined where the text is not one. */
export function parseInstant(text: string): Instant | undefined {
  if (!RFC3339.test(text)) return undefined
  const at = Date.parse(text.replace(/(\.\d{3})\d+/, '$1').toUpperCase())
  if (!Number.isFinite(at)) return undefined
  // Date.parse rolls 30 February over into March: the day that comes out must be the day that went in.
  const local = at + offsetMs(text)
  return new Date(local).getUTCDate() === Number(text.slice(8, 10)) ? at : undefined
}

function offsetMs(text: string): number {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(text)
  if (!offset) return 0
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * HOUR + Number(offset[3]) * MINUTE)
}

export const instantText = z.string().transform((text, context): Instant => {
  const at = parseInstant(text)
  if (at !== undefined) return at
  context.addIssue({ code: 'custom', message: 'must be an RFC 3339 date and time with its offset, such as 2026-11-22T09:00:00Z' })
  return z.NEVER
})
