import type { Look, RiverRow } from './river.ts'

/**
 * A row of a river as a few shapes in a box of 100 by 100, whatever it holds: a council's wall has hundreds of stages, and a figure
 * that moves must not cost it hundreds of elements. What moves with every figure is the points of a polygon that goes along the bed
 * from pool to pool: Chromium takes a path for a style, and reckons none for points.
 */
export interface RiverPaths {
  readonly water: string
  /** of which only the record is late: nobody knows how high it stands */
  readonly faint: string
  /** apart from the water beside it */
  readonly overdue: string
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
/** Between water that is overdue and water that is not. */
const GAP = 0.8

export function riverPaths({ pools }: Pick<RiverRow, 'pools'>, across: number): RiverPaths {
  const step = 100 / across
  const places = pools.map((pool, index) => ({ ...pool, from: index * step, to: (index + POOL) * step, top: 100 * (1 - pool.surface) }))
  type Place = (typeof places)[number]
  const polygon = (of: readonly Place[], corners: (place: Place) => string) => of.map(corners).join(' ')
  const drawn = (which: (place: Place) => boolean, draw: (place: Place) => string) => places.filter(which).map(draw).join('')
  const lateFrom = ({ from, to, overdue }: Place) => to - (to - from) * overdue
  const waterTo = (place: Place) => (place.overdue > 0 ? lateFrom(place) - GAP : place.to)
  const full = places.filter(({ top }) => top < 100)
  const standing = full.filter((place) => waterTo(place) > place.from)
  const water = (place: Place) => box(place.from, waterTo(place), place.top)
  const usual = ({ from, to, usual: share }: Place) => level(from, to, 100 * (1 - Math.min(1, share ?? 0)))
  const weir = (look: Look) => drawn((place) => place.look === look, ({ to }) => `M${n(to)} ${look === 'open' ? 50 : 0}V100`) // prettier-ignore
  return {
    water: polygon(standing.filter(({ look }) => look !== 'late'), water), // prettier-ignore
    faint: polygon(standing.filter(({ look }) => look === 'late'), water), // prettier-ignore
    overdue: polygon(full.filter(({ overdue }) => overdue > 0), (place) => box(lateFrom(place), place.to, place.top)), // prettier-ignore
    usual: drawn((place) => place.usual !== null, usual),
    over: drawn(({ brimming }) => brimming, ({ from, to }) => level(from, to, 0)), // prettier-ignore
    bed: level(0, pools.length * step, 100),
    surfaces: pools.map(({ stage, surface }) => `${stage} ${surface.toFixed(3)}`).join(' '),
    weirs: { open: weir('open'), held: weir('held'), slow: weir('slow'), late: weir('late') },
  }
}

const n = (value: number): number => Math.round(value * 100) / 100
const box = (from: number, to: number, top: number): string => `${n(from)},100 ${n(from)},${n(top)} ${n(to)},${n(top)} ${n(to)},100`
const level = (from: number, to: number, y: number): string => `M${n(from)} ${n(y)}H${n(to)}`
