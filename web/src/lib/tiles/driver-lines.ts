import type { DriverBoard, DriverId } from '@weir/shared/contract/pressure'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { unitName } from '@weir/shared/words/name'
import { numberText } from '@weir/shared/words/number'
import { GRAVEST, signalWord } from './signals.ts'

/** One driver as it is read: its own numbers, what it adds in short, and the same in words for those who do not see the bar. */
export interface DriverLine {
  readonly driver: DriverBoard
  readonly says: string
  readonly points: string
  readonly spoken: string
  readonly uncertain: boolean
}

export interface DriverLines {
  /** what adds points, or could: the most first */
  readonly adding: readonly DriverLine[]
  /** names of those that add nothing, and of those of which nothing can be told */
  readonly nothing: readonly string[]
  readonly untold: readonly string[]
}

export function driverLines(drivers: readonly DriverBoard[], language: Language): DriverLines {
  const adding = drivers.filter((driver) => most(driver) > 0).sort((a, b) => b.points - a.points || most(b) - most(a))
  const rest = drivers.filter((driver) => driver.id !== 'count' && most(driver) === 0)
  const names = (list: readonly DriverBoard[]) => list.map(({ id }) => NAMES[id]({}, { locale: language }))
  return {
    adding: adding.map((driver) => lineOf(driver, language)),
    nothing: names(rest.filter(({ value }) => value !== null)),
    untold: names(rest.filter(({ value }) => value === null)),
  }
}

const most = ({ points, range }: DriverBoard): number => Math.max(points, range?.to ?? 0)

export const NAMES = {
  load: words.driver_load,
  ageing: words.driver_ageing,
  overdue: words.driver_overdue,
  due: words.driver_due,
  demand: words.driver_demand,
  capacity: words.driver_capacity,
  blockages: words.driver_blockages,
  count: words.driver_count,
} as const satisfies Readonly<Record<DriverId, unknown>>

function lineOf(driver: DriverBoard, language: Language): DriverLine {
  const { id, points, range } = driver
  const said = { n: numberText(points), most: numberText(driver.most), from: numberText(range?.from ?? points), to: numberText(range?.to ?? points) }
  const locale = { locale: language }
  const shared = { driver, says: saysOf(driver, language), uncertain: range !== null || id === 'count' }
  if (id === 'count') return { ...shared, points: words.points_doubt(said, locale), spoken: words.driver_doubt({ count: points, n: said.n }, locale) }
  if (range === null || range.from === range.to)
    return { ...shared, points: words.points_of(said, locale), spoken: words.driver_adds({ count: driver.most, n: said.n, most: said.most }, locale) }
  return { ...shared, points: words.points_range(said, locale), spoken: words.driver_could_add({ count: range.to, from: said.from, to: said.to }, locale) }
}

/** In its own numbers, as the evidence gives them (see the driver in `domain/pressure`). */
function saysOf({ id, value, about, evidence }: DriverBoard, language: Language): string {
  const n = (name: string) => numberText(evidence[name] ?? 0)
  const whole = (name: string) => numberText(Math.round(evidence[name] ?? 0))
  const locale = { locale: language }
  switch (id) {
    case 'load':
      return words.load_says({ count: Math.round(value ?? 0), n: numberText(Math.round(value ?? 0)) }, locale)
    case 'ageing':
      return words.ageing_told({ n: n('older'), of: n('of'), expected: whole('expected') }, locale)
    case 'overdue':
      return words.overdue_says({ n: n('overdue'), of: n('of') }, locale)
    case 'due':
      return words.due_told({ n: numberText((evidence['overdue'] ?? 0) + (evidence['dueSoon'] ?? 0)), of: n('of') }, locale)
    case 'demand':
      return words.demand_told({ n: n('arrived'), low: whole('low'), high: whole('high') }, locale)
    case 'capacity':
      return words.capacity_says({ unit: unitName(about ?? '', language), available: n('available'), needed: n('needed') }, locale)
    case 'blockages':
      return signalsText(evidence, language) ?? words.blockages_none({}, locale)
    case 'count':
      return words.count_says({ open: n('open'), ours: n('ours') }, locale)
  }
}

/** How many flows are held in which way, the gravest first. */
function signalsText(evidence: DriverBoard['evidence'], language: Language): string | null {
  const open = GRAVEST.flatMap((kind) => {
    const count = evidence[kind] ?? 0
    return count > 0 ? [words.signal_counted({ signal: signalWord(kind, language), n: numberText(count) }, { locale: language })] : []
  })
  return open.length > 0 ? open.join(', ') : null
}
