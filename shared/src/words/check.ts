/**
 * What must hold of the words before they are compiled: every language says everything, with the same placeholders, and a
 * count is said in every plural form that its language has (six in Welsh). The words come in as the parsed files of
 * inlang's message format; every fault that goes out names the language, the word and what to do.
 */

export interface Variants {
  readonly declarations: readonly string[]
  readonly selectors: readonly string[]
  readonly match: Readonly<Record<string, string>>
}
export type Word = string | readonly [Variants]
export type Words = Readonly<Record<string, Word>>

export function faultsIn(languages: Readonly<Record<string, Words>>): readonly string[] {
  const keys = new Set(Object.values(languages).flatMap(Object.keys))
  return [...keys].flatMap((key) => [...missing(languages, key), ...differing(languages, key), ...alone(languages, key)])
}

const missing = (languages: Readonly<Record<string, Words>>, key: string): readonly string[] =>
  Object.keys(languages)
    .filter((language) => languages[language]?.[key] === undefined)
    .map((language) => `${language}: ${key} is missing`)

function differing(languages: Readonly<Record<string, Words>>, key: string): readonly string[] {
  const said = Object.entries(languages).flatMap(([language, words]) => {
    const word = words[key]
    return word === undefined ? [] : [{ language, names: [...placeholders(word)].sort().join(', ') || 'none' }]
  })
  const [first, ...rest] = said
  return rest
    .filter(({ names }) => names !== first?.names)
    .map(({ language, names }) => `${language}: ${key} has the placeholders ${names}, but ${first?.language} has ${first?.names}`)
}

const alone = (languages: Readonly<Record<string, Words>>, key: string): readonly string[] =>
  Object.entries(languages).flatMap(([language, words]) => {
    const word = words[key]
    return word === undefined ? [] : [...unused(word), ...unsaidForms(word, language)].map((fault) => `${language}: ${key} ${fault}`)
  })

function unused(word: Word): readonly string[] {
  const used = placeholders(word)
  return inputs(word)
    .filter((name) => !used.has(name) && name !== 'count')
    .map((name) => `declares {${name}} and never says it`)
}

/** `count` chooses the form; what is printed is another placeholder, written as the language writes numbers. */
function unsaidForms(word: Word, language: string): readonly string[] {
  if (placeholders(word).has('count')) return ['prints {count}: choose the form by count, and print {n}']
  if (!inputs(word).includes('count')) return []
  const forms = typeof word === 'string' ? [] : Object.keys(word[0].match)
  return new Intl.PluralRules(language)
    .resolvedOptions()
    .pluralCategories.filter((category) => !forms.some((form) => form.endsWith(`=${category}`)))
    .map((category) => `does not say the plural form "${category}"`)
}

const inputs = (word: Word): readonly string[] =>
  typeof word === 'string' ? [] : word[0].declarations.flatMap((declaration) => /^input (\w+)$/.exec(declaration)?.[1] ?? [])

const placeholders = (word: Word): ReadonlySet<string> =>
  new Set((typeof word === 'string' ? [word] : Object.values(word[0].match)).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')))
