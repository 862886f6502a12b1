import { DAY, HOUR, type Instant, MINUTE, parseInstant } from '@weir/shared/contract/instant'
import { type Pack, council, packFiles } from '@weir/shared/contract/pack'
import type { Line } from '../src/cli/event-file.ts'

/**
 * A small council and a story of a count that disagrees, for the test of it and to look at. In Llanelli twelve people are in
 * triage for Weir. For their source it is nine: five have left and nobody told Weir, one more left by an event that was not let
 * in; two came by events that were not let in, and one stands without a locality. What is left after the count is in neither.
 */
export const MOSAIC = '/here/mosaic'
export const COUNTED_AT = Date.parse('2026-01-20T07:00:00Z')
export const ENDS = COUNTED_AT + 3 * HOUR
export const BEGINS = COUNTED_AT - 15 * DAY
export const LOST = [1, 2, 3, 4, 5]

const name = (en: string, cy = en) => ({ en, cy })
export const PACK: Pack = {
  ...council.parse({
    id: 'miscounted',
    name: name('Carmarthenshire', 'Sir Gaerfyrddin'),
    timeZone: 'Europe/London',
    localities: [
      { id: 'llanelli', name: name('Llanelli') },
      { id: 'amman', name: name('Amman Gwendraeth', 'Aman Gwendraeth') },
    ],
  }),
  holidays: [],
  pathways: packFiles['pathways.yaml'].parse([
    {
      id: 'adult',
      service: 'adults',
      name: name('Care and support', 'Gofal a chymorth'),
      stages: [
        { id: 'triage', name: name('Triage', 'Brysbennu') },
        { id: 'assessment', kind: 'work', name: name('Assessment', 'Asesu') },
      ],
    },
  ]),
  codes: packFiles['codes.yaml'].parse({
    reasons: [{ id: 'unallocated', name: name('Unallocated', 'Heb ei ddyrannu'), owner: 'social-care' }],
    outcomes: [{ id: 'advice', name: name('Advice', 'Cyngor'), ended: 'progressed' }],
  }),
  sources: packFiles['sources.yaml'].parse([{ id: MOSAIC, name: name('Mosaic'), lateAfter: 'P1D', silentAfter: 'P4D' }]),
}

const iso = (at: Instant): string => new Date(at).toISOString()
const said = (id: string, type: string, at: Instant, person: string | null, data: object) => ({
  ...{ specversion: '1.0', id, source: MOSAIC, type, time: iso(at), data },
  ...(person === null ? {} : { subject: person }),
})
const triage = { pathway: 'adult', stage: 'triage', locality: 'llanelli', team: 'llanelli-east' }
const enters = (number: number, at: Instant, data: object = {}) =>
  said(`entered-${number}`, 'weir.case.entered.v1', at, `person/${number}`, { ...triage, ...data })
const leaves = (number: number, at: Instant, outcome: string) =>
  said(`left-${number}`, 'weir.case.left.v1', at, `person/${number}`, { pathway: 'adult', outcome })

/** In the order in which they were recorded. */
const STORY: readonly object[] = [
  ...Array.from({ length: 12 }, (_, index) => enters(index + 1, BEGINS + (index + 1) * HOUR)),
  enters(13, BEGINS + DAY, { reason: 'Mair Evans, 3 Heol y Bryn' }),
  enters(14, BEGINS + 2 * DAY, { reason: 'see notes' }),
  enters(15, BEGINS + 3 * DAY, { locality: undefined, team: undefined }),
  ...Array.from({ length: 7 }, (_, index) =>
    said(`described-${index + 6}`, 'weir.case.described.v1', COUNTED_AT - 2 * DAY + index * MINUTE, `person/${index + 6}`, {
      pathway: 'adult',
      priority: 'high',
    }),
  ),
  leaves(6, COUNTED_AT - DAY, 'advice and information'),
  said('count-1', 'weir.source.counted.v1', COUNTED_AT, null, { pathway: 'adult', stage: 'triage', locality: 'llanelli', open: 9 }),
  leaves(12, COUNTED_AT + HOUR, 'advice'),
  enters(16, COUNTED_AT + 2 * HOUR),
]

/** Comes in after the story, and counts only once its time has come. */
export const AHEAD: object = enters(99, ENDS + 5 * HOUR)

export const lineOf = (json: object, number = 0): Line => ({
  ...{ number, text: JSON.stringify(json), json },
  recordedAt: parseInstant((json as { time: string }).time) ?? null,
})

export async function* lines(): AsyncGenerator<Line> {
  for (const [number, json] of STORY.entries()) yield lineOf(json, number)
}
