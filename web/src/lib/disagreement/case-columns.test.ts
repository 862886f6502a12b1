import type { CaseLine } from '@weir/shared/contract/disagreement'
import type { PackView } from '@weir/shared/contract/pack-view'
import { expect, test } from 'vitest'
import { caseColumns } from './case-columns.ts'

/** Broken to see these fail: a column for a source that is the same in every row; a place that is the count's own. */
const pack = { timeZone: 'Europe/London', sources: [], localities: [] } as unknown as PackView
const reading = { pack, now: 100_000, counting: '/mosaic', locality: 'llanelli' }
const line = (told: Partial<CaseLine> = {}): CaseLine => ({
  ...{ source: '/mosaic', id: 'e1', kind: 'entered', happenedAt: 0, enteredAt: null, locality: 'llanelli', team: null, at: 0 },
  ...told,
})
const headings = (cases: readonly CaseLine[], at: string | null = null) => caseColumns(cases, at, reading, 'en').map(({ heading }) => heading)

test('a column in which every row would say the same, or nothing, is left out', () => {
  expect(headings([line(), line()])).toEqual([])
  expect(headings([line(), line({ source: '/brokerage', happenedAt: 60_000, team: 'one' })])).toEqual(['Source', 'Last event', 'Team'])
  expect(headings([line({ locality: 'unplaced' })])).toEqual([])
  expect(headings([line({ locality: 'amman', enteredAt: 0 })], 'Left')).toEqual(['In this stage since', 'Locality', 'Left'])
})

test('what is not known of one row is a dash beside what is known of another', () => {
  const [, team] = caseColumns([line({ source: '/brokerage', team: 'one' })], null, reading, 'en')
  expect([team?.of(line({ team: 'one' })), team?.of(line())]).toEqual(['one', '–'])
})
