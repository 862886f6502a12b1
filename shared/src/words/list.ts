import type { Language } from './language.ts'

/** "a, b and c". Welsh says "a" before a consonant and "ac" before a vowel; Intl.ListFormat would print "a(c)". */
export function listText(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? ''
  if (items.length < 2) return last
  return `${items.slice(0, -1).join(', ')} ${language === 'cy' ? welshAnd(last) : 'and'} ${last}`
}

const welshAnd = (next: string): string => (/^[aeiouwy]/i.test(next.normalize('NFD')) ? 'ac' : 'a')
