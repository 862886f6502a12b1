import type { Language } from '@weir/shared/words/language'

/**
 * A bilingual wall says the words that people go by in Welsh first and in English after it. The page's own language is Welsh then,
 * and this is the other; null on a wall of one language.
 */
let read: () => Language | null = () => null

export const secondLanguage = (): Language | null => read()

/** Called once by the hooks: how the server and the browser know. */
export const tellSecondLanguage = (how: () => Language | null): void => void (read = how)
