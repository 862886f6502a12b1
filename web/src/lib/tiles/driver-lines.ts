import type { DriverBoard, DriverId, Told } from '@weir/shared/contract/pressure'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { unitName } from '@weir/shared/words/name'
import { numberText } from '@weir/shared/words/number'
import { GRAVEST, signalLook } from './signals.ts'

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
  /** what is told and adds nothing: what a calm level rests on, what people see from beside it first */
  readonly quiet: readonly DriverLine[]
  /** names of those of which nothing can be told */
  readonly untold: readonly string[]
}

export function driverLines(drivers: readonly DriverBoard[], language: Language): DriverLines {
  const adding = drivers.filter((driver) => most(driver) > 0).sort((a, b) => b.points - a.points || most(b) - most(a))
  const rest = drivers.filter((driver) => driver.id !== 'count' && most(driver) === 0)
  const quiet = rest.filter(({ value }) => value !== null).sort((a, b) => SEEN_FIRST.indexOf(a.id) - SEEN_FIRST.indexOf(b.id))
  return {
    adding: adding.map((driver) => lineOf(driver, language)),
    quiet: quiet.map((driver) => lineOf(driver, language)),
    untold: rest.filter(({ value }) => value === null).map(({ id }) => NAMES[id]({}, { locale: language })),
  }
}

const SEEN_FIRST: readonly DriverId[] = ['blockages', 'overdue', 'load', 'ageing', 'due', 'demand', 'capacity']

/** Why there is no figure, of a driver that has none; null of one that has. */
export function whyUntold({ value, told }: Pick<DriverBoard, 'value' | 'told'>, language: Language): string | null {
  if (value !== null) return null
  const word = UNTOLD[told]
  return word === undefined ? null : word({}, { locale: language })
}

const UNTOLD: Readonly<Partial<Record<Told, typeof words.driver_no_history>>> = {
  'no-history': words.driver_no_history,
  'too-few': words.driver_too_few,
  'no-limit': words.driver_no_limit,
  'none-reported': words.driver_none_reported,
  uncertain: words.told_uncertain,
  expired: words.told_expired,
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
function saysOf({ id, value, about, evidence, range }: DriverBoard, language: Language): string {
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
      return signalsText(evidence, language) ?? (range === null ? words.blockages_none : words.blockages_unsure)({}, locale)
    case 'count':
      return (isElsewhere(evidence) ? words.count_says_apart : words.count_says)({ open: n('open'), ours: n('ours') }, locale)
  }
}

/** As many in all, and yet not the same: too many in one stage and too few in another, which two equal numbers would not tell. */
const isElsewhere = ({ open, ours, apart = 0 }: DriverBoard['evidence']): boolean => open === ours && apart > 0

/** How many flows are held, how many are as they usually are not, and of how many only the record is late: what each is stands beside it. */
function signalsText(evidence: DriverBoard['evidence'], language: Language): string | null {
  const count = (look: ReturnType<typeof signalLook>) =>
    GRAVEST.filter((kind) => signalLook(kind) === look).reduce((sum, kind) => sum + (evidence[kind] ?? 0), 0)
  const said = [
    { count: count('held'), word: words.held_counted },
    { count: count('slow'), word: words.unusual_counted },
    { count: count('late'), word: words.late_counted },
  ].flatMap(({ count, word }) => (count > 0 ? [word({ n: numberText(count) }, { locale: language })] : []))
  return said.length > 0 ? said.join(' · ') : null
}
