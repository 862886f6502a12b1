import type { LocalitySummary } from '@weir/shared/contract/board'
import { UNPLACED } from '@weir/shared/words/name'
import { GRAVEST } from './signals.ts'

/** `fixed`: as in the pack, so that people find their own by where it is. `worst`: what needs somebody first. */
export type CouncilOrder = 'fixed' | 'worst'

export const orderOf = (asked: string | null): CouncilOrder => (asked === 'worst' ? 'worst' : 'fixed')

type Levels = Pick<LocalitySummary, 'pressure'>

/** The highest level that any service here is in, or was declared to be in, as the wall shows it; 0 where none is told. */
const toldOf = ({ pressure }: Levels): number => Math.max(0, ...pressure.map(({ level, declared }) => Math.max(level ?? 0, declared?.level ?? 0)))

/** The highest level that any service here is in, could be in, or was declared to be in. */
const couldBe = ({ pressure }: Levels): number =>
  Math.max(0, ...pressure.map(({ level, range, declared }) => Math.max(level === null ? 0 : range.to, declared?.level ?? 0)))

/** A tile's edge, seen from afar: the level that is told, and whether it is sure; where nothing presses, a doubt about any service is one. */
export function edgeOf({ pressure }: Levels): { readonly level: number; readonly sure: boolean } {
  const told = toldOf({ pressure })
  const sure = ({ level, declared, weakened }: Levels['pressure'][number]) => declared?.level === told || (level === told && !weakened)
  return { level: told, sure: told > 1 ? pressure.some(sure) : pressure.every(({ weakened }) => !weakened) }
}

/** By the level that is shown, then by how high it could be, by what is held, by what is overdue; what has no place comes last. */
export function worstFirst(localities: readonly LocalitySummary[]): readonly LocalitySummary[] {
  const overdue = ({ services }: LocalitySummary) => services.reduce((most, totals) => Math.max(most, totals.overdue), 0)
  const gravest = ({ blockages: [first] }: LocalitySummary) => (first ? GRAVEST.indexOf(first.kind) : GRAVEST.length)
  const placed = ({ locality }: LocalitySummary) => Number(locality === UNPLACED)
  return [...localities].sort(
    (a, b) =>
      placed(a) - placed(b) || toldOf(b) - toldOf(a) || couldBe(b) - couldBe(a) || gravest(a) - gravest(b) || b.blocked - a.blocked || overdue(b) - overdue(a),
  )
}

export interface CouncilShown {
  /** those that have a tile */
  readonly large: readonly LocalitySummary[]
  /** those that are named in a line of their own */
  readonly small: readonly LocalitySummary[]
}

/** A council of so many has a tile for each; of more, so many have one. */
const ALL_TILES = 12
const TILES_MOST = 8
const TILES_LEAST = 6
const MATTERS = 3

/**
 * Where there are more places than there is room for tiles that are read from afar, those that matter have tiles and the rest a
 * line each: what is calm is quiet, and no place is missing.
 */
export function councilShown(localities: readonly LocalitySummary[], order: CouncilOrder): CouncilShown {
  const ordered = order === 'worst' ? worstFirst(localities) : localities
  if (localities.length <= ALL_TILES) return { large: ordered, small: [] }
  const ranked = worstFirst(localities)
  const matters = (one: LocalitySummary) => couldBe(one) >= MATTERS || one.blocked > 0
  const first = [...ranked.filter(matters), ...ranked.filter((one) => !matters(one))]
  const chosen = new Set(first.slice(0, Math.min(TILES_MOST, Math.max(TILES_LEAST, ranked.filter(matters).length))))
  return { large: ordered.filter((one) => chosen.has(one)), small: ordered.filter((one) => !chosen.has(one)) }
}
