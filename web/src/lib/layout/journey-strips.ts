import type { Journey } from './stage-rows.ts'

export interface JourneyStrips {
  readonly strips: readonly Journey[]
  /** journeys where nothing is and nothing moves: named in one line */
  readonly idle: readonly Journey[]
  /** how many stages stand side by side: on a wall that lies, and on one that stands */
  readonly wideColumns: number
  readonly tallColumns: number
  /** rows of stages, where a longer journey takes more than one: on a wall that lies, and on one that stands */
  readonly wideRows: number
  readonly tallRows: number
}

const WIDE_MOST = 7
const TALL_MOST = 4

const LANDSCAPE = 3
const PORTRAIT = 0.75

/**
 * `held` says whether something is told of a journey, which is then never left out. A journey of a service that has nothing here at
 * all is not this place's: a hospital has no children's teams, and no wall says so all day.
 */
export function journeyStrips(journeys: readonly Journey[], held: (pathway: string) => boolean): JourneyStrips {
  const still = (journey: Journey) => isIdle(journey) && !held(journey.pathway)
  const strips = journeys.filter((journey) => !still(journey))
  const here = new Set(strips.map(({ service }) => service))
  const idle = journeys.filter((journey) => still(journey) && here.has(journey.service))
  if (strips.length > 0 && strips.every(({ stages }) => stages.length === 1)) return { strips, idle, ...gridOfPools(strips.length) }
  const lengths = strips.map((journey) => poolsOf(journey).length)
  const [wideColumns, tallColumns] = [columnsOf(lengths, WIDE_MOST), columnsOf(lengths, TALL_MOST)]
  return { strips, idle, wideColumns, tallColumns, wideRows: rowsOf(lengths, wideColumns), tallRows: rowsOf(lengths, tallColumns) }
}

const rowsOf = (lengths: readonly number[], columns: number): number => lengths.reduce((sum, length) => sum + Math.ceil(length / columns), 0)

/** As few side by side as need no more rows than the most would: a journey of five goes in three and two, not in four and a tower. */
function columnsOf(lengths: readonly number[], most: number): number {
  const widest = Math.min(most, Math.max(1, ...lengths))
  const counts = Array.from({ length: widest }, (_, index) => index + 1)
  return counts.find((columns) => rowsOf(lengths, columns) === rowsOf(lengths, widest)) ?? widest
}

function gridOfPools(count: number): Pick<JourneyStrips, 'wideColumns' | 'tallColumns' | 'wideRows' | 'tallRows'> {
  const [wideColumns, tallColumns] = [poolColumns(count, LANDSCAPE), poolColumns(count, PORTRAIT)]
  return { wideColumns, tallColumns, wideRows: Math.ceil(count / wideColumns), tallRows: Math.ceil(count / tallColumns) }
}

/** What people receive at the end of a journey is where it flows to: it is no pool. A journey that is nothing else keeps it. */
export function receivedAtEnd({ stages }: Pick<Journey, 'stages'>): Journey['stages'] {
  const last = stages.findLastIndex(({ kind }) => kind !== 'service')
  return last === -1 ? [] : stages.slice(last + 1)
}

export const poolsOf = (journey: Pick<Journey, 'stages'>): Journey['stages'] => journey.stages.slice(0, journey.stages.length - receivedAtEnd(journey).length)

const isIdle = ({ stages }: Journey): boolean => stages.every(({ waiting, arrivals, departures }) => waiting + arrivals.d7 + departures.d7 === 0)

/** Journeys of one stage each need no rows: their pools stand in a grid, as many side by side as keeps each about this wide. */
function poolColumns(count: number, aspect: number): number {
  return Math.max(1, Math.min(count, Math.round(Math.sqrt((count * aspect) / POOL_ASPECT))))
}
const POOL_ASPECT = 2.3
