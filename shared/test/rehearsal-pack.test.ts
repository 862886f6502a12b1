import { beforeAll, describe, expect, it } from 'vitest'
import type { Pack } from '../src/contract/pack.ts'
import { LETTERS_A_ROW_HOLDS, loadCarmarthenshire, take } from './rehearsal-year.ts'

const warnings: string[] = []
let pack: Pack

beforeAll(async () => {
  pack = await loadCarmarthenshire((text) => warnings.push(text))
})

/** The limit of a stage as one would say it: `42 workingDays, statute`. */
function limitOf(pathway: string, stage: string): string {
  const limit = pack.pathways.find(({ id }) => id === pathway)?.stages.find(({ id }) => id === stage)?.limit
  if (!limit) return 'none'
  const { by, ...span } = limit
  return `${Object.values(span)[0]} ${Object.keys(span)[0]}, ${by}`
}

interface Named {
  readonly path: string
  readonly text: { readonly en: string; readonly cy?: string }
}

/** Every text of the pack in two languages, wherever it stands. */
function textsIn(value: unknown, path = 'pack'): readonly Named[] {
  if (typeof value !== 'object' || value === null) return []
  if ('en' in value) return [{ path, text: value as Named['text'] }]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`))
}

describe('the pack of Carmarthenshire', () => {
  it('loads without a fault and without a file that nobody reads', () => expect(warnings).toEqual([]))

  it('places each of the 51 wards of 2022 in one locality', () => {
    const wards = pack.localities.flatMap((locality) => locality.wards)
    const all = Array.from({ length: 51 }, (_, index) => `W0500${1177 + index}`)
    expect([...wards].sort()).toEqual(all)
  })

  it('has three localities, three hospitals and one group of county-wide teams', () => {
    const kinds = pack.localities.map(({ kind }) => kind)
    expect(kinds).toEqual(['locality', 'locality', 'locality', 'hospital', 'hospital', 'hospital', 'county'])
  })

  it('keeps adults, children and hospital discharge apart', () => {
    expect(new Set(pack.pathways.map(({ service }) => service))).toEqual(new Set(['adults', 'children', 'discharge']))
  })

  it('says everything in Welsh as well as in English', () => {
    const texts = textsIn(pack)
    expect(texts.length).toBeGreaterThan(150)
    expect(texts.filter(({ text }) => text.cy === undefined).map(({ path }) => path)).toEqual([])
  })

  it('names stages, journeys and places in few enough letters for a wall', () => {
    const names = [...pack.localities, ...pack.pathways, ...pack.pathways.flatMap(({ stages }) => stages), ...(pack.codes.reasons ?? [])].map(
      ({ name }) => name,
    )
    const long = names.flatMap(({ en, cy = '' }) => [en, cy]).filter((name) => name.length > LETTERS_A_ROW_HOLDS)
    expect(long).toEqual([])
  })

  it("sets Wales' limits, and says whose they are", () => {
    expect(limitOf('child-front-door', 'contact')).toBe('1 workingDays, guidance')
    expect(limitOf('child-front-door', 'assessment')).toBe('42 workingDays, statute')
    expect(limitOf('child-protection', 'conference')).toBe('15 workingDays, guidance')
    expect(limitOf('looked-after', 'placed')).toBe('10 workingDays, statute')
    expect(limitOf('adult-safeguarding', 'enquiry')).toBe('7 workingDays, guidance')
    expect(limitOf('dols', 'application')).toBe('21 days, statute')
    expect(limitOf('discharge', 'optimised')).toBe('48 hours, guidance')
    expect(limitOf('reablement', 'receiving')).toBe('42 days, guidance')
    expect(limitOf('adult', 'assessment')).toBe('30 workingDays, local') // Wales sets none
  })

  it('never stops a clock in child protection', () => {
    const stages = pack.pathways.filter(({ service }) => service === 'children').flatMap((pathway) => pathway.stages)
    expect(stages.filter(({ pauseStopsClock }) => pauseStopsClock)).toEqual([])
  })

  it('gives every reason an owner, and each owner something to do', () => {
    expect(new Set(pack.codes.reasons?.map(({ owner }) => owner))).toEqual(new Set(['health', 'social-care', 'joint', 'family']))
  })

  it('counts neither a death nor an admission as progress', () => {
    const ended = new Map(pack.codes.outcomes?.map((outcome) => [outcome.id, outcome.ended]))
    expect([ended.get('died'), ended.get('admitted'), ended.get('unwell-again'), ended.get('declined')]).toEqual(['died', 'admitted', 'admitted', 'declined'])
  })

  it("takes the contract's own example of an event", () => {
    const { rejected } = take(
      [
        {
          specversion: '1.0',
          id: '7f3c',
          source: '/carmarthenshire/mosaic',
          type: 'weir.case.entered.v1',
          subject: 'person/8841',
          time: '2026-11-22T09:00:00Z',
          recordedtime: '2026-11-22T09:04:10Z',
          data: {
            pathway: 'adult',
            episode: '2026/117',
            stage: 'assessment',
            locality: 'llanelli',
            postcode: 'SA15 3AB',
            serviceWard: 'W05001234',
            team: 'llanelli-east',
            priority: 'high',
            dimensions: { ageBand: '75-84' },
          },
        },
      ],
      pack,
    )
    expect(rejected).toEqual([])
  })
})
