import { describe, expect, test } from 'vitest'
import type { BlockageBoard } from '../contract/blockage.ts'
import { type Names, blockageSentence, clearedSentence } from './blockage-sentence.ts'

const AT = Date.parse('2026-02-06T00:00:00Z')
const names: Names = {
  timeZone: 'Europe/London',
  localities: [{ id: 'llanelli', name: { en: 'Llanelli', cy: 'Llanelli' }, kind: 'locality' }],
  pathways: [
    { id: 'adult', service: 'adults', name: { en: 'Panel', cy: 'Panel' }, stages: [{ id: 'panel', kind: 'queue', name: { en: 'Panel', cy: 'Panel' } }] },
    {
      ...{ id: 'discharge', service: 'discharge', name: { en: 'Hospital discharge', cy: 'Rhyddhau o’r ysbyty' } },
      stages: ['referral', 'assessment'].map((id) => ({ id, kind: 'queue', name: { en: id, cy: id } })),
    },
  ],
  reasons: [{ id: 'run', name: { en: 'No care run', cy: 'Dim rownd gofal' } }],
  duties: [{ id: 'review', name: { en: 'Care plan review', cy: 'Adolygu cynllun gofal' } }],
} as unknown as Names
const board = (rest: Partial<BlockageBoard>): BlockageBoard => ({
  ...{ kind: 'blockage', service: 'adults', pathway: 'adult', stage: 'panel', duty: null, everywhere: false, since: AT, openedAt: AT, waiting: 12 },
  ...{ oldestEnteredAt: null, usual: null, reasons: [], common: [], behind: 0, effectOf: null, clears: 7 },
  sinceThen: { arrived: { count: 31, usual: 12.2 }, departed: { count: 0, usual: 12.4 } },
  tests: [{ test: 'stall', days: 3, count: 0, expected: 4, chance: 0.001 }],
  ...rest,
})
const said = (blockage: BlockageBoard, language: 'en' | 'cy' = 'en') => blockageSentence({ blockage, locality: 'llanelli' }, names, language)

describe('a blockage read aloud', () => {
  test('says what has stopped, since when, and what would clear it', () => {
    expect(said(board({}))).toBe(
      'Llanelli: nothing has left Panel since Friday 6 February, where about 12 would be usual. It clears once 7 have left within two working days.',
    )
    expect(said(board({}), 'cy')).toContain('Llanelli: nid oes dim wedi gadael Panel ers dydd Gwener 6 Chwefror')
  })
  test('counts since it began, however short the time that still proves it', () => {
    const since = (arrived: number, departed: number) => ({ arrived: { count: arrived, usual: 22.3 }, departed: { count: departed, usual: 24.4 } })
    const lately = [{ test: 'stall', days: 3, count: 0, expected: 4, chance: 0.001 } as const]
    expect(said(board({ clears: null, sinceThen: since(31, 0), tests: [] }))).toContain(
      'nothing has left Panel since Friday 6 February, where about 24 would be usual',
    )
    expect(said(board({ clears: null, sinceThen: since(31, 2), tests: lately }))).toContain('only 2 have left Panel since Friday 6 February, where about 24')
    expect(said(board({ kind: 'surge', sinceThen: since(31, 2), tests: [] }))).toContain('31 have come to Panel since Friday 6 February, where about 22')
    expect(said(board({ kind: 'capacity-drop', sinceThen: since(31, 9), tests: lately }))).toContain(
      '9 have left Panel since Friday 6 February, where about 24',
    )
  })
  test('of work that is done says what is missing, and how many signatures would clear it', () => {
    const unsigned = (waiting: number) =>
      board({ kind: 'authorisation', stage: null, duty: 'review', waiting, sinceThen: null, tests: [], clears: waiting - 3 })
    expect(said(unsigned(7))).toBe(
      'Llanelli, Care plan review: 7 are done and wait to be authorised, so they do not count yet. It clears once 4 of them are authorised.',
    )
    expect(said(unsigned(4), 'cy')).toBe(
      'Llanelli, Adolygu cynllun gofal: mae 4 wedi’u gwneud ac yn aros i gael eu hawdurdodi, felly nid ydynt yn cyfrif eto. Bydd yn clirio pan fydd 1 ohonynt wedi’i awdurdodi.',
    )
  })
  test('has one colon in a sentence at most, in either language', () => {
    const reasons = [{ code: 'run', count: 9, owner: 'joint' as const }]
    for (const kind of ['blockage', 'bottleneck', 'surge', 'capacity-drop', 'recording-lag'] as const)
      for (const language of ['en', 'cy'] as const) {
        const spoken = said(board({ kind, pathway: 'discharge', stage: 'referral', reasons, oldestEnteredAt: AT }), language)
        expect(spoken).toContain(language === 'en' ? 'referral (Hospital discharge)' : 'referral (Rhyddhau o’r ysbyty)')
        for (const sentence of spoken.split(/(?<=\.) /)) expect([sentence, sentence.split(':').length - 1 <= 1]).toEqual([sentence, true])
      }
  })
  test('that is over is not said to be there', () => {
    const over = (language: 'en' | 'cy') => clearedSentence({ blockage: board({ tests: [] }), locality: 'llanelli' }, names, language)
    expect(over('en')).toBe('Llanelli, Panel: “Blockage” (since Friday 6 February) no longer holds.')
    expect(over('cy')).toMatch(/^Llanelli, Panel: nid yw “.+” \(ers dydd Gwener 6 Chwefror\) yn wir bellach\.$/)
  })
})
