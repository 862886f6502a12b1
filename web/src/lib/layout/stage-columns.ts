export interface StageColumns {
  /** how a grid says its columns: on a wall that lies, and on one that stands */
  readonly wide: string
  readonly tall: string
  /** how wide all of it is, in the widths of its own text: what the size of the text is found by */
  readonly wideEms: number
  readonly tallEms: number
}

interface Shape {
  /** whether stages have names of their own beside their journey's */
  readonly staged: boolean
  /** whether each count has its own word, because what is waiting and what is in hand share the column */
  readonly mixed: boolean
  /** whether there is a column for the source's own count */
  readonly sourced: boolean
}

const JOURNEY = 9
const NAME_AND_PICTURE = 20
const NAME = 9

/**
 * The columns of the table of stages. On a wall that stands, a row of a journey with one stage takes two lines, the name and
 * the picture above the figures; stages of a longer journey take one line each, below the journey's name and without a picture.
 */
export function stageColumns(shape: Shape): StageColumns {
  const wide = figures(shape, { count: 5, word: 3.5, source: 5.8, overdue: 5, dueSoon: 6.2, age: 6.2, day: 4.6, week: 5.1 })
  const tall = figures(
    shape,
    shape.staged
      ? { count: 3, word: 3.4, source: 5.2, overdue: 4.2, dueSoon: 4.7, age: 5.7, day: 4, week: 4.6 }
      : { count: 4, word: 3.4, source: 5.4, overdue: 4.4, dueSoon: 5.2, age: 5.6, day: 4, week: 4.7 },
  )
  return {
    wide: [...(shape.staged ? [`${JOURNEY}em`] : []), 'minmax(0, 2fr)', ...wide.map((width) => `${width}em`), 'minmax(0, 1fr)'].join(' '),
    tall: [...(shape.staged ? [NAME, ...tall] : tall)].map((width) => `minmax(0, ${width}fr)`).join(' '),
    wideEms: total(wide) + NAME_AND_PICTURE + (shape.staged ? JOURNEY - 3 : 0),
    tallEms: total(tall) + (shape.staged ? NAME : 0),
  }
}

interface Widths {
  readonly count: number
  readonly word: number
  readonly source: number
  readonly overdue: number
  readonly dueSoon: number
  readonly age: number
  readonly day: number
  readonly week: number
}

const figures = ({ mixed, sourced }: Shape, { count, word, source, overdue, dueSoon, age, day, week }: Widths): readonly number[] => [
  mixed ? count + word : count,
  ...(sourced ? [source] : []),
  overdue,
  dueSoon,
  age,
  age,
  day,
  day,
  week,
  week,
]

const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0)
