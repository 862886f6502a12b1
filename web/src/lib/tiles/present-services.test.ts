import type { LocalitySummary, ServiceTotals } from '@weir/shared/contract/board'
import { expect, test } from 'vitest'
import { presentServices } from './present-services.ts'

const totals = (service: string, waiting = 0): ServiceTotals => ({
  service,
  waiting,
  inHand: 0,
  receiving: 0,
  overdue: 0,
  dueSoon: 0,
  oldestEnteredAt: null,
  arrivals: { h24: 0, d7: 0 },
  departures: { h24: 0, d7: 0 },
})
const level = (service: string): LocalitySummary['pressure'][number] => ({
  service,
  level: 1,
  range: { from: 1, to: 1 },
  weakened: false,
  sources: { late: [], silent: [], of: 1 },
  since: 0,
  declared: null,
  disagrees: null,
})
const shown = (services: readonly ServiceTotals[], ...levels: readonly string[]) =>
  presentServices({ services: [...services], pressure: levels.map(level) }).map(({ service }) => service)

test('a hospital shows no children’s teams, but a service with a level is shown even where nobody waits', () => {
  expect(shown([totals('adults'), totals('discharge'), totals('children')], 'discharge')).toEqual(['discharge'])
})

test('a service in which people are is never left out', () => {
  expect(shown([totals('adults', 3), totals('discharge')], 'discharge')).toEqual(['adults', 'discharge'])
})

test('where no levels are told, every service is shown as it was', () => {
  expect(shown([totals('adults'), totals('children')])).toEqual(['adults', 'children'])
})
