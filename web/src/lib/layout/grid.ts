export interface Grid {
  readonly columns: number
  readonly rows: number
}

/** The shape at which a tile's text fits best: as measured of a locality with long names at 24 px. */
const TILE_ASPECT = 1.35

/**
 * How to lay out equal tiles in an area of this aspect (width by height) so that each gets the most room for its text. Every
 * tile has a cell; of two grids that are as roomy, the one with fewer empty cells.
 */
export function gridOf(count: number, aspect: number): Grid {
  const grids = Array.from({ length: Math.max(1, count) }, (_, index) => ({ columns: index + 1, rows: Math.max(1, Math.ceil(count / (index + 1))) }))
  return grids.reduce((best, grid) => (roomier(grid, best, aspect) ? grid : best))
}

function roomier(grid: Grid, best: Grid, aspect: number): boolean {
  const difference = room(grid, aspect) - room(best, aspect)
  return Math.abs(difference) > 1e-9 ? difference > 0 : grid.columns * grid.rows < best.columns * best.rows
}

const room = ({ columns, rows }: Grid, aspect: number): number => Math.min(aspect / columns / TILE_ASPECT, 1 / rows)
