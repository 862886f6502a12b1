import type { BlockageBoard } from '../../contract/blockage.ts'
import { clearedBy, evidenceOf } from '../blockage/evidence.ts'
import type { Counted } from '../blockage/flow.ts'
import { type Series, windowSince } from '../blockage/stall.ts'
import type { Opened } from '../blockage/watch.ts'
import { type LocalDay, startOfDay } from '../local-time.ts'
import type { Rules, StageRule } from '../rules.ts'
import type { WatchedPlace } from './flows.ts'

/** The reasons that are given for what waits, most first. */
export type Why = readonly { readonly code: string; readonly count: number }[]
const REASONS_TOLD = 4

/** What is out of the ordinary in a flow, as a board tells it. */
export function boardOf({ pathway, stage }: StageRule, place: WatchedPlace, signal: Opened, why: Why, everywhere: boolean, rules: Rules): BlockageBoard {
  const { flow, judged, tests } = place
  return {
    kind: signal.kind,
    service: pathway.service,
    pathway: pathway.id,
    stage: stage.id,
    duty: null,
    everywhere,
    since: startOfDay(signal.since, rules.calendar.timeZone),
    openedAt: signal.openedAt,
    waiting: flow.waiting,
    oldestEnteredAt: flow.oldestEnteredAt,
    usual: { arrivals: tenths(judged.arrived.usual.mean), departures: tenths(judged.departed.usual.mean) },
    sinceThen: { arrived: sinceThen(flow.arrived, judged.arrived, signal.since), departed: sinceThen(flow.departed, judged.departed, signal.since) },
    tests: [...evidenceOf(signal.kind, tests)],
    reasons: why.slice(0, REASONS_TOLD).map(({ code, count }) => ({ code, count, owner: rules.ownerOf(code) })),
    common: [],
    behind: 0,
    effectOf: null,
    clears: signal.kind === 'blockage' ? clearedBy(judged) : null,
  }
}

function sinceThen(days: readonly Counted[], series: Series, day: LocalDay): { readonly count: number; readonly usual: number } {
  const { count, expected } = windowSince(days, series, day)
  return { count, usual: tenths(expected) }
}

const tenths = (value: number): number => Math.round(value * 10) / 10
