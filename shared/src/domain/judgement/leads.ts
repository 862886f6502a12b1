import type { Lead } from '../../contract/warning.ts'
import type { LocalDay } from '../local-time.ts'
import type { Rules } from '../rules.ts'
import { leadsOf } from '../warning/leads.ts'
import type { PlaceDay } from './history.ts'

/** Pressure that moves between places, service by service: of what came into its journeys from outside, day by day. */
export function leadsIn(daysOf: (locality: number) => readonly PlaceDay[], today: LocalDay, rules: Rules): readonly Lead[] {
  const services = [...new Set(rules.stages.map(({ pathway }) => pathway.service))]
  return services.flatMap((service) => {
    const own = rules.stages.filter(({ pathway }) => pathway.service === service).map(({ index }) => index)
    const series = rules.localities.flatMap((locality, index) => (index === UNPLACED ? [] : [{ locality, days: daysOver(daysOf(index), own, today) }]))
    return leadsOf(series, rules.calendar).map((lead) => ({ service, ...lead }))
  })
}

const UNPLACED = 0

/** What came from outside on each day that is over. */
const daysOver = (days: readonly PlaceDay[], stages: readonly number[], today: LocalDay) =>
  days.flatMap((day) => {
    const local = day[0]?.arrived.day ?? today
    const came = stages.reduce((sum, stage) => sum + (day[stage]?.arrived.count ?? 0) - (day[stage]?.moved ?? 0), 0)
    return local < today ? [{ day: local, value: came }] : []
  })
