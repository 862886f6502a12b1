import type { Look, RiverRow } from './river.ts'

/**
 * A row of a river as a few paths in a box of 100 by 100, whatever it holds: a council's wall has hundreds of stages, and a figure
 * that moves must not cost it hundreds of elements.
 */
export interface RiverPaths {
  readonly water: string
  /** of which only the record is late: nobody knows how high it stands */
  readonly faint: string
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

export function riverPaths({ pools }: Pick<RiverRow, 'pools'>, across: number): RiverPaths {
  const step = 100 / across
  const places = pools.map((pool, index) => ({ ...pool, from: index * step, to: (index + POOL) * step, top: 100 * (1 - pool.surface) }))
  type Place = (typeof places)[number]
  const drawn = (which: (place: Place) => boolean, draw: (place: Place) => string) => places.filter(which).map(draw).join('')
  const water = ({ from, to, top }: Place) => (top < 100 ? box(from, to, top) : '')
  const usual = ({ from, to, usual: share }: Place) => level(from, to, 100 * (1 - Math.min(1, share ?? 0)))
  const weir = (look: Look) => drawn((place) => place.look === look, ({ to }) => `M${n(to)} ${look === 'open' ? 50 : 0}V100`) // prettier-ignore
  return {
    water: drawn(({ look }) => look !== 'late', water),
    faint: drawn(({ look }) => look === 'late', water),
    overdue: drawn(({ overdue }) => overdue > 0, ({ from, to, top, overdue }) => box(to - (to - from) * overdue, to, top)), // prettier-ignore
    usual: drawn((place) => place.usual !== null, usual),
    over: drawn(({ brimming }) => brimming, ({ from, to }) => level(from, to, 0)), // prettier-ignore
    bed: level(0, pools.length * step, 100),
    surfaces: pools.map(({ stage, surface }) => `${stage} ${surface.toFixed(3)}`).join(' '),
    weirs: { open: weir('open'), held: weir('held'), slow: weir('slow'), late: weir('late') },
  }
}

const n = (value: number): number => Math.round(value * 100) / 100
const box = (from: number, to: number, top: number): string => `M${n(from)} 100V${n(top)}H${n(to)}V100Z`
const level = (from: number, to: number, y: number): string => `M${n(from)} ${n(y)}H${n(to)}`
