import type { Council, LocalitySummary, PathwayBoard, ServiceTotals, StageBoard, StageGlance } from '../contract/board.ts'
import type { BlockageBoard, SignalKind } from '../contract/blockage.ts'
import type { FlowBoard } from '../contract/flow.ts'
import type { WarningBoard } from '../contract/warning.ts'
import type { BoardContent } from './read-board.ts'

export type CouncilContent = Omit<Council, 'version'>

const WORST_SHOWN = 3
/** What weighs most comes first. A source's late record says nothing of the work, so it comes last. */
const GRAVEST: readonly SignalKind[] = ['blockage', 'authorisation', 'capacity-drop', 'bottleneck', 'surge', 'recording-lag']

/** The council at a glance, from the boards of all its localities (of one instant, in the order to be shown). */
export function councilOf(boards: readonly BoardContent[]): CouncilContent {
  const [first] = boards
  if (!first) throw new RangeError('a council has at least one board')
  const { mode, scorecard, sources } = first
  return { asOf: Math.max(...boards.map((board) => board.asOf)), mode, localities: boards.map(summaryOf), scorecard, leads: leadsOf(boards), sources }
}

/** Each is on the boards of both its localities. */
const leadsOf = (boards: readonly BoardContent[]): CouncilContent['leads'] =>
  boards.flatMap(({ locality, leads }) => leads.filter(({ from }) => from === locality))

function summaryOf({ locality, stages, flows, pathways, pressure, blockages, warnings }: BoardContent): LocalitySummary {
  const services = [...new Set(stages.map((stage) => stage.service))]
  return {
    locality,
    pressure: pressure.map(({ service, level, range, weakened, sources, since, declared, disagrees }) => ({
      ...{ service, level, range, weakened, sources, since, declared, disagrees },
    })),
    blocked: blockages.length,
    blockages: gravestFirst(blockages).slice(0, WORST_SHOWN),
    warned: warnings.length,
    warnings: likeliestFirst(warnings).slice(0, WORST_SHOWN),
    services: services.map((service) =>
      totalsOf(
        service,
        stages.filter((stage) => stage.service === service),
        pathways.filter((pathway) => pathway.service === service),
      ),
    ),
    stages: glancesOf(stages, flows),
    worst: stages
      .filter((stage) => stage.kind !== 'service' && stage.waiting > 0)
      .sort((a, b) => b.overdue - a.overdue || b.waiting - a.waiting || (a.oldestEnteredAt ?? 0) - (b.oldestEnteredAt ?? 0))
      .slice(0, WORST_SHOWN)
      .map(({ service, pathway, stage, kind, waiting, overdue, oldestEnteredAt }) => ({ service, pathway, stage, kind, waiting, overdue, oldestEnteredAt })),
  }
}

function glancesOf(stages: readonly StageBoard[], flows: readonly FlowBoard[]): StageGlance[] {
  const alive = new Set(stages.filter(({ waiting, arrivals, departures }) => waiting + arrivals.d7 + departures.d7 > 0).map(({ pathway }) => pathway))
  const usual = new Map(flows.map((flow) => [`${flow.pathway}\n${flow.stage}`, flow.usual.waiting]))
  return stages
    .filter(({ kind, pathway }) => kind !== 'service' && alive.has(pathway))
    .map(({ pathway, stage, waiting, overdue }) => ({ pathway, stage, waiting, overdue, usual: usual.get(`${pathway}\n${stage}`) ?? null }))
}

/** The constraint of a journey before its effects, then by kind, then by how many wait. */
const gravestFirst = (blockages: readonly BlockageBoard[]): BlockageBoard[] =>
  [...blockages].sort(
    (a, b) => Number(a.effectOf !== null) - Number(b.effectOf !== null) || GRAVEST.indexOf(a.kind) - GRAVEST.indexOf(b.kind) || b.waiting - a.waiting,
  )

const likeliestFirst = (warnings: readonly WarningBoard[]): WarningBoard[] =>
  [...warnings].sort((a, b) => (b.chances.at(-1)?.chance ?? 0) - (a.chances.at(-1)?.chance ?? 0))

function totalsOf(service: string, stages: readonly StageBoard[], pathways: readonly PathwayBoard[]): ServiceTotals {
  const total = (value: (stage: StageBoard) => number, kind?: StageBoard['kind']) =>
    stages.reduce((sum, stage) => (kind === undefined || stage.kind === kind ? sum + value(stage) : sum), 0)
  const oldest = stages.flatMap((stage) => (stage.kind === 'service' || stage.oldestEnteredAt === null ? [] : [stage.oldestEnteredAt]))
  return {
    service,
    waiting: total((stage) => stage.waiting, 'queue'),
    inHand: total((stage) => stage.waiting, 'work'),
    receiving: total((stage) => stage.waiting, 'service'),
    overdue: total((stage) => stage.overdue),
    dueSoon: total((stage) => stage.dueSoon),
    oldestEnteredAt: oldest.length ? Math.min(...oldest) : null,
    arrivals: windowsOf(pathways.map(({ arrivals }) => arrivals)),
    departures: windowsOf(pathways.map(({ departures }) => departures)),
  }
}

const windowsOf = (counted: readonly ServiceTotals['arrivals'][]): ServiceTotals['arrivals'] => ({
  h24: counted.reduce((sum, { h24 }) => sum + h24, 0),
  d7: counted.reduce((sum, { d7 }) => sum + d7, 0),
})
