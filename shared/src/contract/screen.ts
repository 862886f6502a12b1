import * as z from 'zod'
import { LANGUAGES_OF_SCREENS, type ScreenShows, THEMES_OF_SCREENS, isView } from './screen-view.ts'

/** What screens, and managers about screens, send to the gateway. */
const view = z.string().refine(isView, { error: 'must be the address of a view, such as / or /locality/ID' })
const name = z.string().trim().min(1, { error: 'must say something' }).max(60, { error: 'must be at most 60 characters' })

export const screenShows = z.strictObject({ name, view, language: z.enum(LANGUAGES_OF_SCREENS), theme: z.enum(THEMES_OF_SCREENS) })
export const screenChanges = screenShows.partial()

/** A code as a person types it: in small letters, with spaces. */
export const pairingCode = z
  .string()
  .max(20)
  .transform((text) => text.toUpperCase().replace(/[^0-9A-Z]/g, ''))
export const enrolment = screenShows.extend({ code: pairingCode })

const pixels = z.int().min(0).max(100_000)
export const display = z.strictObject({ width: pixels, height: pixels })
/** A display that asks for a code: its size, and the language that its page was opened in. */
export const asking = display.extend({ language: z.enum(LANGUAGES_OF_SCREENS).default('en') })

/** What a screen says of itself every few seconds: what it last drew, and how long ago. */
export const sighting = z.strictObject({
  renderedAgoMs: z.int().min(0).nullable(),
  path: z.string().max(400),
  asOf: z.int().nullable(),
  state: z.enum(['connecting', 'live', 'polled', 'lost']),
  release: z.string().max(100),
  ...display.shape,
})
export type Sighting = z.infer<typeof sighting>

/** What a screen is told of itself. */
export interface OwnScreen {
  readonly id: string
  readonly name: string
  /** where it has to be */
  readonly path: string
}

/** A screen of the fleet, as a manager sees it. */
export interface FleetScreen extends ScreenShows {
  readonly id: string
  readonly enrolledAt: number
  readonly revokedAt: number | null
  /** it has collected its token */
  readonly collected: boolean
  readonly seen: Seen | null
}

export interface Seen extends Omit<Sighting, 'renderedAgoMs'> {
  readonly at: number
  /** when it last drew a frame, on the gateway's clock */
  readonly renderedAt: number | null
}

export interface Fleet {
  readonly now: number
  readonly release: string
  readonly screens: readonly FleetScreen[]
}

/** What a manager may know of a display that shows a code. */
export interface Pairing {
  readonly code: string
  readonly askedAt: number
  readonly width: number
  readonly height: number
  readonly language: ScreenShows['language']
  readonly address: string
}

export type Collected = { readonly kind: 'waiting' } | { readonly kind: 'expired' } | { readonly kind: 'enrolled'; readonly path: string }
