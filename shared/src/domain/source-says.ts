import type { StageBoard } from '../contract/board.ts'
import { HOUR, type Instant } from '../contract/instant.ts'
import { TAB, hourOf } from './metric.ts'
import { HOURS_SHOWN } from './window.ts'

/**
 * A source's own count of what is open, and Weir's for the same stage and team *at the moment of the count*: work goes on
 * between two counts, and that is no disagreement. What has moved since is known by the hour for a whole stage; for a team
 * it is only known to lie between none and all of it. Within what is not known, Weir's figure is the one nearest the source's.
 */
export type SourceSays = StageBoard['sourceSays'][number]

/** What a stage has here now, as far as counts are compared with it. */
export interface Comparable {
  readonly waiting: number
  ofTeam(team: string): number
  /** what came and went in an hour (of UTC) */
  inHour(hour: number): { readonly arrived: number; readonly departed: number }
}

/** `name` is the field's, whose last part is the locality: a count that names none is of all places, and compared with no single one. */
export function saidBeside(name: string, text: string, here: Comparable, now: Instant): SourceSays {
  const said = JSON.parse(text) as Omit<SourceSays, 'ours'>
  const isComparable = !name.endsWith(TAB) && hourOf(now) - hourOf(said.countedAt) < HOURS_SHOWN && said.countedAt <= now
  return { ...said, ours: isComparable ? oursThen(said, here, now) : null }
}

function oursThen({ team, open, countedAt }: Omit<SourceSays, 'ours'>, here: Comparable, now: Instant): number {
  const counted = hourOf(countedAt)
  const [since, during] = [{ arrived: 0, departed: 0 }, here.inHour(counted)]
  for (let hour = counted + 1; hour <= hourOf(now); hour++) {
    const { arrived, departed } = here.inHour(hour)
    since.arrived += arrived
    since.departed += departed
  }
  const [came, went] = [since.arrived + during.arrived, since.departed + during.departed]
  if (team !== null) return nearest(open, here.ofTeam(team) - came, here.ofTeam(team) + went)
  const onTheHour = countedAt % HOUR === 0
  return nearest(open, here.waiting - came + (onTheHour ? went : since.departed), here.waiting - (onTheHour ? came : since.arrived) + went)
}

const nearest = (value: number, low: number, high: number): number => Math.max(0, Math.min(high, Math.max(low, value)))
