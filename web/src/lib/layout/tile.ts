import type { Grid } from './grid.ts'

export interface TileText {
  /** how many services stand side by side in a tile, and how many figures of one service */
  readonly across: number
  readonly figuresAcross: number
  /** lines of text that the totals need below a long name, and with the two worst queues below a short one, and how wide they are in the widths of that text: what its size is found by */
  readonly leastLines: number
  readonly lines: number
  readonly ems: number
}

const NAME_LINES = 1.9
const LONG_NAME_LINES = 2.58
const SERVICE_LINES = 2.75
const FIGURE_LINES = 2.62
const SERVICE_NAME_LINES = 1.3
const LEVEL_LINES = 1.3
const LEAST_EMS = 10.8
const FIGURE_EMS = 4.4
const GAP_EMS = 1.5
/** where the oldest and what came in and went out share a line */
const JOINED_EMS = 16.5
const JOINED_LINES = 1.15
const WORST_LINES = 2.4

/**
 * How a locality's services share its tile so that their text is largest. `figures` is the most that one service shows;
 * `levelled` says whether services have levels, which share the line of their names; `aspect` is that of the whole area.
 */
export function tileText(services: number, figures: number, levelled: boolean, { columns, rows }: Grid, aspect: number): TileText {
  const ways = upTo(services).flatMap((across) =>
    upTo(figures).flatMap((figuresAcross) => [false, true].map((joined) => textOf({ services, figures, levelled, across, figuresAcross, joined }))),
  )
  const size = ({ lines, ems }: TileText) => Math.min(aspect / columns / ems, 1 / rows / lines)
  return ways.reduce(
    (best, way) => (size(way) > size(best) + 1e-9 ? way : best),
    textOf({ services, figures, levelled, across: 1, figuresAcross: figures, joined: false }),
  )
}

const upTo = (count: number): readonly number[] => Array.from({ length: Math.max(1, count) }, (_, index) => index + 1)

interface Way {
  readonly services: number
  readonly figures: number
  readonly levelled: boolean
  readonly across: number
  readonly figuresAcross: number
  readonly joined: boolean
}

function textOf({ services, figures, levelled, across, figuresAcross, joined }: Way): TileText {
  const serviceLines =
    SERVICE_LINES -
    (joined ? JOINED_LINES : 0) +
    Math.ceil(figures / figuresAcross) * FIGURE_LINES +
    (levelled ? LEVEL_LINES : services > 1 ? SERVICE_NAME_LINES : 0)
  const totals = Math.ceil(Math.max(1, services) / across) * serviceLines
  return {
    across,
    figuresAcross,
    leastLines: LONG_NAME_LINES + totals,
    lines: NAME_LINES + totals + WORST_LINES,
    ems: across * (GAP_EMS + Math.max(joined ? JOINED_EMS : LEAST_EMS, figuresAcross * FIGURE_EMS)),
  }
}
