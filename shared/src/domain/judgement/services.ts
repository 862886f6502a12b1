import type { CapacityBoard, SourceBoard, StageBoard } from '../../contract/board.ts'
import type { DeclaredLevel } from '../../contract/pressure.ts'
import type { InterimAt } from '../pressure/interim.ts'
import type { ServiceAt, StageAt } from '../pressure/service-at.ts'
import type { Rules } from '../rules.ts'
import type { Came } from './comes-to.ts'
import type { StageStep } from './flows.ts'
import type { Seen } from './judge.ts'

/** Of a stage's board, what its part in the level is made of. */
export type StageFigures = Pick<
  StageBoard,
  'service' | 'pathway' | 'stage' | 'kind' | 'waiting' | 'byPriority' | 'overdue' | 'dueSoon' | 'ended' | 'sourceSays'
>

export interface PlaceAt {
  readonly locality: number
  readonly stages: readonly StageFigures[]
  /** by stage */
  readonly timed: readonly number[]
  readonly older: readonly (number | null)[]
  readonly interim: readonly (readonly InterimAt[])[]
  readonly capacity: readonly CapacityBoard[]
  readonly sources: readonly SourceBoard[]
  /** what came into each journey of a service from outside (see `comesTo`) */
  readonly comes: (service: string) => readonly Came[]
  readonly declared: (service: string) => DeclaredLevel | null
}

/**
 * What the level of each service in one locality is made of: the board's own figures, what the judgement of the flows knows to
 * be usual, and the signals that are open. A service that this place has never seen has no level here.
 */
export function servicesAt(place: PlaceAt, steps: readonly (StageStep | null)[], seen: readonly Seen[], rules: Rules): readonly ServiceAt[] {
  const locality = rules.localities[place.locality] ?? ''
  const here = seen.filter(({ places }) => places.includes(place.locality))
  const services = [...new Set(rules.stages.map(({ pathway }) => pathway.service))]
  return services.flatMap((service) => {
    const sources = place.sources.filter((source) => source.heardAt !== null && rules.dependsOn(source.id, service, locality))
    const fed: Fed = (pathway, stage) => sources.flatMap(({ id }) => (rules.feeds(id, pathway, stage) ? [id] : []))
    const stages = place.stages.flatMap((stage, index) => (stage.service === service ? [stageAt(stage, index, place, fed, steps, here)] : []))
    const capacity = place.capacity.filter((one) => one.service === service)
    const comes = place.comes(service).map((one) => ({ ...one, sources: fed(one.pathway, null) }))
    const declared = place.declared(service)
    const unseen = comes.every(({ usual }) => usual === null) && stages.every(({ waiting }) => waiting === 0) && capacity.length === 0
    if (unseen && !declared) return []
    const dutySignals = here.flatMap(({ blockage }) => (blockage.duty !== null && blockage.service === service ? [blockage.kind] : []))
    return [{ service, stages, comes, dutySignals, capacity, sources, declared }]
  })
}

/** The sources that write down the cases of a stage, or of any stage of a journey. */
type Fed = (pathway: string, stage: string | null) => readonly string[]

function stageAt(board: StageFigures, index: number, place: PlaceAt, fed: Fed, steps: readonly (StageStep | null)[], here: readonly Seen[]): StageAt {
  const { pathway, stage, kind, waiting, byPriority, overdue, dueSoon, ended, sourceSays } = board
  return {
    ...{ pathway, stage, kind, waiting, byPriority, overdue, dueSoon, ended },
    interim: place.interim[index] ?? [],
    timed: place.timed[index] ?? 0,
    older: place.older[index] ?? null,
    departs: steps[index]?.places[place.locality]?.judged.departed.usual ?? null,
    signal: here.find(({ blockage }) => blockage.pathway === pathway && blockage.stage === stage)?.blockage.kind ?? null,
    said: compared(sourceSays),
    sources: fed(pathway, stage),
  }
}

/** A source that counts the whole stage is held to that, and otherwise to each of its teams. */
const compared = (says: StageFigures['sourceSays']): StageAt['said'] =>
  says.flatMap(({ source, team, open, ours }) => {
    const whole = says.some((other) => other.source === source && other.team === null && other.ours !== null)
    return ours === null || (team !== null && whole) ? [] : [{ source, open, ours }]
  })
