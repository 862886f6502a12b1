import { type Language, chooseLanguage } from '@weir/shared/words/language'

/** How a screen speaks and looks, by its address first, then by what it was last told, then by what the browser would like. */
export interface Spoken {
  readonly language: Language
  readonly second: Language | null
  readonly theme: Theme
}
export type Theme = 'dark' | 'light'

export const BILINGUAL = 'cy-en'
const THEMES: readonly Theme[] = ['dark', 'light']

export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value)

interface Asked {
  readonly lang: string | null
  readonly theme: string | null
}

export function spokenOf(asked: Asked, kept: { readonly lang: string | undefined; readonly theme: string | undefined }, accepted: string | null): Spoken {
  const said = asked.lang ?? kept.lang
  const theme = [asked.theme, kept.theme].find(isTheme) ?? 'dark'
  if (said === BILINGUAL) return { language: 'cy', second: 'en', theme }
  return { language: chooseLanguage(asked.lang, kept.lang, accepted), second: null, theme }
}
