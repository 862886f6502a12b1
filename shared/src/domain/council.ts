import type { Council, LocalitySummary, ServiceTotals, StageBoard } from '../contract/board.ts'
import type { BoardContent } from './read-board.ts'

export type CouncilContent = Omit<Council, 'version'>

const WORST_SHOWN = 3

/** The council at a glance, from the boards of all its localities (of one instant, in the order to be shown). */
export function councilOf(boards: readonly BoardContent[]): CouncilContent {
  const [first] = boards
  if (!first) throw new RangeError('a council has at least one board')
  return { asOf: Math.max(...boards.map((board) => board.asOf)), mode: first.mode, localities: boards.map(summaryOf), sources: first.sources }
}

function summaryOf({ locality, stages }: BoardContent): LocalitySummary {
  const services = [...new Set(stages.map((stage) => stage.service))]
  return {
    locality,
    services: services.map((service) =>
      totalsOf(
        service,
        stages.filter((stage) => stage.service === service),
      ),
    ),
    worst: stages
      .filter((stage) => stage.kind !== 'service' && stage.waiting > 0)
      .sort((a, b) => b.overdue - a.overdue || b.waiting - a.waiting || (a.oldestEnteredAt ?? 0) - (b.oldestEnteredAt ?? 0))
      .slice(0, WORST_SHOWN)
      .map(({ service, pathway, stage, kind, waiting, overdue, oldestEnteredAt }) => ({ service, pathway, stage, kind, waiting, overdue, oldestEnteredAt })),
  }
}

function totalsOf(service: string, stages: readonly StageBoard[]): ServiceTotals {
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
    arrivals: { h24: total((stage) => stage.arrivals.h24), d7: total((stage) => stage.arrivals.d7) },
    departures: { h24: total((stage) => stage.departures.h24), d7: total((stage) => stage.departures.d7) },
  }
}
