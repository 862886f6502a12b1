import type { LocalitySummary } from '@weir/shared/contract/board'
import { UNPLACED } from '@weir/shared/words/name'

const MARKED = 3

/**
 * The localities with most overdue in any one service (services are never summed): those that a wall marks. Among few
 * localities one sees it without a mark. What has no place is never among them: nobody can act there.
 */
export function mostOverdue(localities: readonly LocalitySummary[]): ReadonlySet<string> {
  const services = new Set(localities.flatMap((locality) => locality.services.map((totals) => totals.service)))
  return new Set([...services].flatMap((service) => foremost(localities, service)))
}

function foremost(localities: readonly LocalitySummary[], service: string): readonly string[] {
  const counted = localities
    .filter(({ locality }) => locality !== UNPLACED)
    .map(({ locality, services }) => ({ locality, overdue: services.find((totals) => totals.service === service)?.overdue ?? 0 }))
    .filter(({ overdue }) => overdue > 0)
    .sort((a, b) => b.overdue - a.overdue)
  return localities.length > 2 * MARKED ? counted.slice(0, MARKED).map(({ locality }) => locality) : []
}
