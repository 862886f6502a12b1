import type { Look, RiverRow } from './river.ts'

/**
 * A row of a river as a few paths in a box of 100 by 100, whatever it holds: a council's wall has hundreds of stages, and a figure
 * that moves must not cost it hundreds of elements.
 */
export interface RiverPaths {
  readonly water: string
  /** of which only the record is late: nobody knows how high it stands */
  readonly faint: string
  /** as a polygon of CSS, in shares of the box: it is ruled with fine lines, which no stretched path could be */
  readonly overdue: string
  /** where water that is overdue stands beside water that is not */
  readonly edge: string
  readonly usual: string
  /** rims of pools that hold more than they can show */
  readonly over: string
  readonly bed: string
  readonly weirs: Readonly<Record<Look, string>>
  /** in numbers: each stage and how high it stands */
  readonly surfaces: string
}

/** The pool's share of its stage's width: the rest is its weir. */
const POOL = 0.97

export function riverPaths({ pools }: Pick<RiverRow, 'pools'>, across: number): RiverPaths {
  const step = 100 / across
  const places = pools.map((pool, index) => ({ ...pool, from: index * step, to: (index + POOL) * step, top: 100 * (1 - pool.surface) }))
  type Place = (typeof places)[number]
  const drawn = (which: (place: Place) => boolean, draw: (place: Place) => string) => places.filter(which).map(draw).join('')
  const lateFrom = ({ from, to, overdue }: Place) => to - (to - from) * overdue
  const water = (place: Place) => (place.top < 100 && place.overdue < 1 ? box(place.from, lateFrom(place), place.top) : '')
  const late = places.filter(({ overdue, top }) => overdue > 0 && top < 100)
  const usual = ({ from, to, usual: share }: Place) => level(from, to, 100 * (1 - Math.min(1, share ?? 0)))
  const weir = (look: Look) => drawn((place) => place.look === look, ({ to }) => `M${n(to)} ${look === 'open' ? 50 : 0}V100`) // prettier-ignore
  return {
    water: drawn(({ look }) => look !== 'late', water),
    faint: drawn(({ look }) => look === 'late', water),
    overdue: late.length === 0 ? '' : `polygon(${late.map((place) => corners(lateFrom(place), place.to, place.top)).join(',')})`,
    edge: late.filter(({ overdue }) => overdue < 1).map((place) => `M${n(lateFrom(place))} ${n(place.top)}V100`).join(''), // prettier-ignore
    usual: drawn((place) => place.usual !== null, usual),
    over: drawn(({ brimming }) => brimming, ({ from, to }) => level(from, to, 0)), // prettier-ignore
    bed: level(0, pools.length * step, 100),
    surfaces: pools.map(({ stage, surface }) => `${stage} ${surface.toFixed(3)}`).join(' '),
    weirs: { open: weir('open'), held: weir('held'), slow: weir('slow'), late: weir('late') },
  }
}

const n = (value: number): number => Math.round(value * 100) / 100
const box = (from: number, to: number, top: number): string => `M${n(from)} 100V${n(top)}H${n(to)}V100Z`
const corners = (from: number, to: number, top: number): string => `${n(from)}% 100%,${n(from)}% ${n(top)}%,${n(to)}% ${n(top)}%,${n(to)}% 100%`
const level = (from: number, to: number, y: number): string => `M${n(from)} ${n(y)}H${n(to)}`
