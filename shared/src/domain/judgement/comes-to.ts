import type { Counted } from '../blockage/flow.ts'
import { type Rhythm, rhythmOf } from '../blockage/rhythm.ts'
import { type Usual, usualOf } from '../blockage/usual.ts'
import type { LocalDay } from '../local-time.ts'
import type { ComesAt } from '../pressure/service-at.ts'
import type { Rules } from '../rules.ts'
import type { Calendar } from '../working-time.ts'
import type { PlaceDay } from './history.ts'

/** What came, without who writes it down. */
export type Came = Omit<ComesAt, 'sources'>

const RECENT_WORTH = 5
const JUDGED_DAYS = 8
const BEGAN_AFTER = 20

/**
 * What came into each journey of a service from outside: what arrived anywhere in it, less what only moved on inside it. Only
 * days that are over count, so the answer holds all day.
 */
export function comesTo(service: string, days: readonly PlaceDay[], rules: Rules): readonly Came[] {
  const pathways = [...new Set(rules.stages.flatMap(({ pathway }) => (pathway.service === service ? [pathway.id] : [])))]
  return pathways.map((id) => {
    const own = rules.stages.filter(({ pathway }) => pathway.id === id)
    const came = days.map((day) => own.reduce<Counted>((sum, { index }) => added(sum, day[index]), { day: 0, count: 0, late: new Map() }))
    return { pathway: id, ...recentlyCame(came, rules.calendar) }
  })
}

/** The same, worked out once a day for each service of each place. */
export type ComesDaily = (locality: number, service: string, day: LocalDay, days: () => readonly PlaceDay[]) => readonly Came[]

export function comesDaily(rules: Rules): ComesDaily {
  const known = new Map<string, { readonly day: LocalDay; readonly comes: readonly Came[] }>()
  return (locality, service, day, days) => {
    const name = `${locality} ${service}`
    let here = known.get(name)
    if (here?.day !== day) known.set(name, (here = { day, comes: comesTo(service, days(), rules) }))
    return here.comes
  }
}

const added = (sum: Counted, stage: PlaceDay[number] | undefined): Counted =>
  stage ? { day: stage.arrived.day, count: sum.count + stage.arrived.count - stage.moved, late: sum.late } : sum

function recentlyCame(came: readonly Counted[], calendar: Calendar): { readonly arrived: number; readonly worth: number; readonly usual: Usual | null } {
  const began = came.findIndex(({ count }) => count > 0)
  if (began === -1 || came.length - began < BEGAN_AFTER) return { arrived: came.at(-1)?.count ?? 0, worth: 1, usual: null }
  const ordinary = came.slice(began, -1 - JUDGED_DAYS)
  const rhythm: Rhythm = rhythmOf(ordinary, calendar)
  let worth = 0
  let arrived = 0
  for (let back = came.length - 2; back > began && worth < RECENT_WORTH; back--) {
    const day = came[back]
    if (!day) break
    worth += rhythm.worth(day.day)
    arrived += day.count
  }
  return { arrived, worth, usual: usualOf(ordinary, rhythm) }
}
