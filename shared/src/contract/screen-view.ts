import type { Topic } from './delta.ts'

/**
 * What a screen can be given to show: the address of a view without its language and theme. What the screen may read follows
 * from it: a view of one place reads that place's board and nothing else, any other view reads the council.
 */
const VIEW = /^\/(?:rotation|locality\/([^/?#]+)(?:\/blockage(?:\/[^/?#]+){0,2})?)?$/

export const isView = (path: string): boolean => path.length <= 300 && VIEW.test(path) && placeOf(path) !== undefined

/** The locality that a view is about; null where it is about all of them, undefined where its id cannot be read. */
export function placeOf(view: string): string | null | undefined {
  const id = VIEW.exec(view)?.[1]
  try {
    return id === undefined ? null : decodeURIComponent(id)
  } catch {
    return undefined
  }
}

export function viewReads(view: string, topic: Topic): boolean {
  const place = placeOf(view)
  return place === null || topic === `board/${place ?? ''}`
}

export const LANGUAGES_OF_SCREENS = ['en', 'cy', 'cy-en'] as const
export const THEMES_OF_SCREENS = ['dark', 'light'] as const

/** What a manager says of a screen. */
export interface ScreenShows {
  readonly name: string
  readonly view: string
  readonly language: (typeof LANGUAGES_OF_SCREENS)[number]
  readonly theme: (typeof THEMES_OF_SCREENS)[number]
}

/** Where a screen goes to show it. */
export const pathOfScreen = ({ view, language, theme }: Omit<ScreenShows, 'name'>): string => `${view}?lang=${language}&theme=${theme}`
