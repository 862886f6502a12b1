import type { Ended, Limit, Locality, Owner, Pack, Pathway, Stage } from '../contract/pack.ts'
import { UNPLACED } from '../contract/pack.ts'
import { HOUR, type Instant } from '../contract/instant.ts'
import { dependsOn, feeds } from './feeds.ts'
import { addLocalDays } from './local-time.ts'
import { careOf } from './pressure/interim.ts'
import type { Visit } from './visit.ts'
import { linesOf } from './warning/pack-lines.ts'
import type { Lines } from './warning/warn.ts'
import { type Calendar, addWorkingDays } from './working-time.ts'

/**
 * A pack made ready for the fold: every look-up that an event may need, by number. Localities and stages are numbered in the
 * pack's order, `unplaced` being locality 0; metrics are named by these numbers, which is safe because a generation of
 * metrics lives and dies with its pack.
 */
export interface Rules {
  readonly calendar: Calendar
  readonly localities: readonly string[]
  readonly stages: readonly StageRule[]
  localityIndex(id: string): number | undefined
  localityOfWard(ward: string): number | undefined
  stage(pathway: string, stage: string): StageRule | undefined
  endedBy(outcome: string): Ended
  /** whose a reason is; null where the pack does not say */
  ownerOf(reason: string): Owner | null
  /** the journey that a duty belongs to: the pack's word, else its first journey */
  pathwayOfDuty(duty: string): Pathway
  /** the kind of care that somebody who waits receives meanwhile; null for none */
  careOf(visit: Pick<Visit, 'pathway' | 'stage' | 'attributes'>): string | null
  /** the lines that warnings watch in a stage of a place, as far as the pack draws them */
  linesOf(locality: string, rule: StageRule): Lines
  /** whether a service in a place depends on a source */
  dependsOn(source: string, service: string, locality: string): boolean
  /** whether a source writes down the cases of a stage; of any stage of the journey, where none is named */
  feeds(source: string, pathway: string, stage: string | null): boolean
  /** whether a duty of this code counts only once somebody has authorised it */
  authorised(duty: string): boolean
}

export interface StageRule {
  readonly index: number
  readonly pathway: Pathway
  readonly stage: Stage
}

const ENDED: ReadonlySet<string> = new Set<Ended>(['progressed', 'declined', 'admitted', 'died', 'other'])

export function rulesOf(pack: Pack): Rules {
  const localities = [UNPLACED, ...pack.localities.map((locality) => locality.id)]
  const byId = new Map(localities.map((id, index) => [id, index]))
  const byWard = new Map(pack.localities.flatMap((locality: Locality, index) => locality.wards.map((ward) => [ward, index + 1])))
  const stages: StageRule[] = []
  const byStage = new Map<string, Map<string, StageRule>>()
  for (const pathway of pack.pathways) {
    byStage.set(
      pathway.id,
      new Map(
        pathway.stages.map((stage) => {
          const rule = { index: stages.length, pathway, stage }
          stages.push(rule)
          return [stage.id, rule]
        }),
      ),
    )
  }
  const outcomes = new Map(pack.codes.outcomes?.map((outcome) => [outcome.id, outcome.ended]))
  const owners = new Map(pack.codes.reasons?.map((reason) => [reason.id, reason.owner]))
  const authorised = new Set(pack.codes.duties?.filter((duty) => duty.authorised).map(({ id }) => id))
  return {
    calendar: { timeZone: pack.timeZone, holidays: pack.holidays },
    localities,
    stages,
    localityIndex: (id) => byId.get(id),
    localityOfWard: (ward) => byWard.get(ward),
    stage: (pathway, stage) => byStage.get(pathway)?.get(stage),
    endedBy: (outcome) => outcomes.get(outcome) ?? (ENDED.has(outcome) ? (outcome as Ended) : 'other'),
    pathwayOfDuty: (duty) => journeyOf(pack, duty),
    ownerOf: (reason) => owners.get(reason) ?? null,
    linesOf: (locality, { pathway, stage }) => linesOf(pack.pressure?.lines ?? [], locality, pathway.id, stage.id),
    careOf: careOf(pack.pressure?.interim ?? []),
    dependsOn: (source, service, locality) => dependsOn(pack, source, service, locality),
    feeds: (source, pathway, stage) => feeds(pack, source, pathway, stage),
    authorised: (duty) => authorised.has(duty),
  }
}

function journeyOf({ codes, pathways }: Pack, code: string): Pathway {
  const id = codes.duties?.find((duty) => duty.id === code)?.pathway
  const [first] = pathways
  const journey = pathways.find((pathway) => pathway.id === id) ?? first
  if (!journey) throw new RangeError('a pack has at least one journey')
  return journey
}

/** When a limit that began at `enteredAt` runs out: hours exactly, days at the same local time, working days at midnight. */
export function limitDue(limit: Limit, enteredAt: Instant, calendar: Calendar): Instant {
  if ('hours' in limit) return enteredAt + Math.round(limit.hours * HOUR)
  if ('days' in limit) return addLocalDays(enteredAt, limit.days, calendar.timeZone)
  return addWorkingDays(enteredAt, limit.workingDays, calendar)
}
