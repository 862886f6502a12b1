import * as z from 'zod'
import { type PressureFile, pressureFile } from './pressure-file.ts'

/**
 * A pack is the folder that describes one council. This schema is the whole truth about it: the loader hands over the parsed
 * YAML of each file, and every error names the file, the path and the reason. A broken pack never starts.
 */

const code = z.string().min(1).max(120)
const day = z.iso.date()

/** A text in the pack's languages; a pack of one language may leave Welsh out. */
export const text = z.strictObject({ en: z.string().min(1), cy: z.string().min(1).optional() })
export type Text = z.output<typeof text>

/** An ISO 8601 duration of days, hours, minutes and seconds, as milliseconds. */
const duration = z
  .string()
  .regex(/^P(?=.)(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/, 'must be a duration such as PT6H or P1DT12H')
  .transform(durationMs)

function durationMs(iso: string): number {
  const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(iso)?.[1] ?? 0)
  return (((part('D') * 24 + part('H')) * 60 + part('M')) * 60 + part('S')) * 1000
}

const locality = z.strictObject({
  id: code.refine((value) => value !== 'unplaced', 'is a built-in locality'),
  name: text,
  kind: z.enum(['locality', 'hospital', 'county']).default('locality'),
  wards: z.array(code).default([]),
})

/** Declared by statute, guidance or the council itself: whose limit it is belongs to the limit. */
const by = z.enum(['statute', 'guidance', 'local']).default('local')
const limit = z.union(
  [
    z.strictObject({ workingDays: z.int().nonnegative(), by }),
    z.strictObject({ days: z.int().positive(), by }),
    z.strictObject({ hours: z.number().positive(), by }),
  ],
  { error: 'must be one of {workingDays: n}, {days: n} and {hours: n}' },
)
export type Limit = z.output<typeof limit>

const stage = z.strictObject({
  id: code,
  kind: z.enum(['queue', 'work', 'service']).default('queue'),
  name: text,
  limit: limit.optional(),
  pauseStopsClock: z.boolean().default(false),
})

const pathway = z.strictObject({ id: code, service: code.default('all'), name: text, stages: z.array(stage).min(1) })

const listed = z.strictObject({ id: code, name: text })
/** Whose a reason for waiting is: who can do something about it. */
export const owner = z.enum(['health', 'social-care', 'joint', 'family'])
export type Owner = z.output<typeof owner>
const ENDED = ['progressed', 'declined', 'admitted', 'died', 'other'] as const
/** How a visit ended: a change of stage is progress; a departure from the pathway is what the pack says of its outcome. */
export type Ended = (typeof ENDED)[number]

const codes = z.strictObject({
  reasons: z.array(listed.extend({ owner })).optional(),
  outcomes: z.array(listed.extend({ ended: z.enum(ENDED) })).optional(),
  needs: z.array(listed).optional(),
  languages: z.array(listed).optional(),
  priorities: z.array(listed).optional(),
  /** a duty that is `authorised` counts as done only once somebody has authorised it; `pathway` is the journey that it belongs to */
  duties: z.array(listed.extend({ authorised: z.boolean().default(false), pathway: code.optional() })).optional(),
  dimensions: z.array(listed.extend({ values: z.array(listed).optional() })).optional(),
})

const sourceEntry = z
  .strictObject({
    id: z.string().min(1).max(200),
    name: text,
    lateAfter: duration.prefault('PT1H'),
    silentAfter: duration.prefault('PT6H'),
    /** what depends on it: these services, in these localities; where nothing is said, everything */
    services: z.array(code).min(1).optional(),
    localities: z.array(code).min(1).optional(),
    /** the journeys, or stages of them, whose cases it writes down; none for one that reports capacity alone; where nothing is said, all */
    feeds: z.array(z.strictObject({ pathway: code, stages: z.array(code).min(1).optional() })).optional(),
  })
  .refine((source) => source.silentAfter >= source.lateAfter, { message: 'must not be shorter than lateAfter', path: ['silentAfter'] })

export const council = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens'),
  name: text,
  timeZone: z.string().refine(isTimeZone, 'is not an IANA time zone'),
  holidays: z.union([z.enum(['none', 'england-and-wales']), z.array(day)]).default('none'),
  localityWord: z.strictObject({ one: text, many: text }).optional(),
  notice: text.optional(),
  localities: z.array(locality).min(1),
})

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

export const packFiles = {
  'council.yaml': council,
  'pathways.yaml': z.array(pathway).min(1),
  'codes.yaml': codes.default({}),
  'sources.yaml': z.array(sourceEntry).default([]),
  'pressure.yaml': pressureFile.optional(),
} as const

/** The pack as the code sees it: one value, resolved and checked across files. Holidays are local dates, `YYYY-MM-DD`. */
export interface Pack extends Omit<z.output<typeof council>, 'holidays'> {
  readonly holidays: readonly string[]
  readonly pathways: z.output<(typeof packFiles)['pathways.yaml']>
  readonly codes: z.output<typeof codes>
  readonly sources: readonly z.output<typeof sourceEntry>[]
  readonly pressure?: PressureFile | undefined
}
export type Locality = Pack['localities'][number]
export type Pathway = Pack['pathways'][number]
export type Stage = Pathway['stages'][number]
export type Codes = Pack['codes']

/** The built-in locality of everything that no ward and no code places: counted and shown, never dropped. */
export const UNPLACED = 'unplaced'
