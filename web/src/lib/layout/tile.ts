import type { Grid } from './grid.ts'

export interface TileText {
  /** how many services stand side by side in a tile */
  readonly across: number
  /** lines of text that the totals need, without and with the two worst queues, and how wide they are in the widths of that text: what its size is found by */
  readonly leastLines: number
  readonly lines: number
  readonly ems: number
}

const NAME_LINES = 1.9
const SERVICE_LINES = 5.2
const SERVICE_NAME_LINES = 1.3
const LEAST_EMS = 12.5
const FIGURE_EMS = 4.4
const GAP_EMS = 1.5
const WORST_LINES = 2.4
/** side by side is worth text that is a little smaller: it leaves more lines for the worst queues */
const WORTH = 0.85

/**
 * How a locality's services share its tile so that their text is largest. `figures` is the most that one service shows side
 * by side; `aspect` is that of the whole area.
 */
export function tileText(services: number, figures: number, { columns, rows }: Grid, aspect: number): TileText {
  const shares = Array.from({ length: Math.max(1, services) }, (_, index) => shared(services, figures, index + 1))
  const size = ({ lines, ems }: TileText) => Math.min(aspect / columns / ems, 1 / rows / lines)
  return shares.reduce((best, share) => (size(share) > WORTH * size(best) ? share : best))
}

function shared(services: number, figures: number, across: number): TileText {
  const down = Math.ceil(Math.max(1, services) / across)
  const leastLines = NAME_LINES + down * (SERVICE_LINES + (services > 1 ? SERVICE_NAME_LINES : 0))
  return { across, leastLines, lines: leastLines + WORST_LINES, ems: across * (GAP_EMS + Math.max(LEAST_EMS - GAP_EMS, figures * FIGURE_EMS)) }
}
