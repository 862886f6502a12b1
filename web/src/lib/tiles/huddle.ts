import type { Board, StageBoard } from '@weir/shared/contract/board'
import type { Level } from '@weir/shared/contract/pressure'
import { signalKey } from './signals.ts'

/**
 * What a screen remembers of the last huddle, so that who comes back sees what has changed since: how many were in each stage, what
 * was held, and the levels. It is taken from the first board of a day's huddle hour or after it, and by the wall's own clock, so
 * that a replayed day has its huddle as well. Nothing of it leaves the screen.
 */
export interface Huddle {
  /** the instant that the huddle is held to have begun */
  readonly at: number
  readonly seenAt: number
  readonly waiting: Readonly<Record<string, number>>
  readonly held: readonly string[]
  readonly levels: Readonly<Record<string, Level | null>>
}

/** a screen that was first on long after the huddle remembers from then, and does not say that there was a huddle */
export const isMissed = ({ at, seenAt }: Huddle): boolean => seenAt - at > MISSED_MS
const MISSED_MS = 15 * 60_000

type Seen = Pick<Board, 'asOf' | 'stages' | 'blockages' | 'pressure'>

export const stageKey = ({ pathway, stage }: Pick<StageBoard, 'pathway' | 'stage'>): string => `${pathway}\t${stage}`

export const huddleOf = ({ asOf, stages, blockages, pressure }: Seen, at: number): Huddle => ({
  at,
  seenAt: asOf,
  waiting: Object.fromEntries(stages.map((stage) => [stageKey(stage), stage.waiting])),
  held: blockages.map(signalKey),
  levels: Object.fromEntries(pressure.map(({ service, level }) => [service, level])),
})

export interface Changes {
  /** stages by how much more or fewer are there, the greatest first */
  readonly stages: readonly { readonly stage: StageBoard; readonly by: number }[]
  readonly levels: readonly { readonly service: string; readonly before: Level; readonly after: Level }[]
  readonly opened: readonly Board['blockages'][number][]
}

/** Services that people receive move by tens every day: what changed there is no news. */
export function changesSince(huddle: Huddle, { stages, blockages, pressure }: Seen): Changes {
  const moved = stages.flatMap((stage) => {
    const before = huddle.waiting[stageKey(stage)]
    return stage.kind === 'service' || before === undefined || before === stage.waiting ? [] : [{ stage, by: stage.waiting - before }]
  })
  return {
    stages: moved.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)),
    levels: pressure.flatMap(({ service, level }) => {
      const before = huddle.levels[service] ?? null
      return before === null || level === null || before === level ? [] : [{ service, before, after: level }]
    }),
    opened: blockages.filter((one) => !huddle.held.includes(signalKey(one))),
  }
}

const HOUR = 3_600_000
const FADED_MS = 24 * HOUR

/**
 * How much of the trace is left, from 1 down to a rest that can still be seen: it fades with the hours, and never blinks. In
 * hundredths, because whatever is in its light is drawn anew with each step.
 */
export const traceLeft = (at: number, now: number): number => Math.max(0.45, Math.round(100 * (1 - Math.max(0, now - at) / FADED_MS)) / 100)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The last time that it was this hour in the council's time zone. */
export function lastHuddleAt(hour: number, timeZone: string, now: number): number {
  let clock = clocks.get(timeZone)
  if (!clock)
    clocks.set(timeZone, (clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' })))
  const part = (name: string) => Number(clock.formatToParts(now).find(({ type }) => type === name)?.value ?? 0)
  const todayMs = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000 + (now % 1000)
  const sinceMs = todayMs - hour * HOUR
  return now - (sinceMs >= 0 ? sinceMs : sinceMs + FADED_MS)
}
