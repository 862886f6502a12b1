import type { Locale } from './generated/runtime.js'

export type Language = Locale
const LANGUAGES: readonly Language[] = ['en', 'cy']

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value)

export const otherLanguage = (language: Language): Language => (language === 'en' ? 'cy' : 'en')

/** What the address asks for comes first, then what this screen was last told, then what the browser would like to read. */
export function chooseLanguage(asked: string | null, kept: string | undefined, accepted: string | null): Language {
  if (isLanguage(asked)) return asked
  if (isLanguage(kept)) return kept
  return preferred(accepted ?? '') ?? 'en'
}

function preferred(accepted: string): Language | undefined {
  const wishes = accepted.split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.trim().split(';')
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split('-')[0]?.toLowerCase(), weight: weight === undefined ? 1 : Number(weight) }
  })
  const known = wishes.filter((wish) => isLanguage(wish.language) && wish.weight > 0)
  const best = known.sort((a, b) => b.weight - a.weight)[0]?.language
  return isLanguage(best) ? best : undefined
}
