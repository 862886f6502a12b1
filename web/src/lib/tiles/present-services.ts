import type { LocalitySummary, ServiceTotals } from '@weir/shared/contract/board'

/**
 * The services that a place has: those with a level, and those with anything in them. A hospital has no children's teams, and
 * noughts that could never be anything else are no news. Where a place has nothing at all, all of them stay.
 */
export function presentServices({ services, pressure }: Pick<LocalitySummary, 'services' | 'pressure'>): readonly ServiceTotals[] {
  const present = services.filter((totals) => pressure.some(({ service }) => service === totals.service) || !isEmpty(totals))
  return pressure.length > 0 && present.length > 0 ? present : services
}

const isEmpty = ({ waiting, inHand, receiving, arrivals, departures }: ServiceTotals): boolean =>
  waiting + inHand + receiving + arrivals.d7 + departures.d7 === 0
