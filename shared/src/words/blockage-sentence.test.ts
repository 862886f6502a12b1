import { describe, expect, test } from 'vitest'
import type { BlockageBoard } from '../contract/blockage.ts'
import { type Names, blockageSentence, clearedSentence } from './blockage-sentence.ts'

const AT = Date.parse('2026-02-06T00:00:00Z')
const names: Names = {
  timeZone: 'Europe/London',
  localities: [{ id: 'llanelli', name: { en: 'Llanelli', cy: 'Llanelli' }, kind: 'locality' }],
  pathways: [
    { id: 'adult', service: 'adults', name: { en: 'Panel', cy: 'Panel' }, stages: [{ id: 'panel', kind: 'queue', name: { en: 'Panel', cy: 'Panel' } }] },
  ],
  reasons: [],
  duties: [],
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
  test('that is over is not said to be there', () => {
    const over = (language: 'en' | 'cy') => clearedSentence({ blockage: board({ tests: [] }), locality: 'llanelli' }, names, language)
    expect(over('en')).toBe('Llanelli, Panel: “Blockage” (since Friday 6 February) no longer holds.')
    expect(over('cy')).toMatch(/^Llanelli, Panel: nid yw “.+” \(ers dydd Gwener 6 Chwefror\) yn wir bellach\.$/)
  })
})
