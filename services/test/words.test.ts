import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

/**
 * A word that nobody says costs the wall nothing, and whoever translates it an hour; two kinds of apostrophe on one wall look like a
 * mistake.
 */
const TOP = fileURLToPath(new URL('../..', import.meta.url))
const SPOKEN_IN = ['shared/src', 'services/src', 'web/src']

const sources = (folder: string): readonly string[] =>
  readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.(ts|svelte)$/.test(file) && !file.startsWith('words/generated'))
    .map((file) => readFileSync(join(TOP, folder, file), 'utf8'))

/** As `words.overdue`, or imported by name. */
const saidIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/\bwords\.(\w+)/g)].map(([, word = '']) => word),
  ...[...text.matchAll(/import \{([^}]*)\} from '[^']*\/messages(?:\.js)?'/g)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []),
]

it('every word that is translated is said somewhere', () => {
  const words = Object.keys(JSON.parse(readFileSync(join(TOP, 'shared/words/en.json'), 'utf8')) as object).filter((key) => !key.startsWith('$'))
  const said = new Set(SPOKEN_IN.flatMap(sources).flatMap(saidIn))
  expect(words.length).toBeGreaterThan(100)
  expect(words.filter((word) => !said.has(word))).toEqual([])
})

it.each(['en', 'cy'])('every apostrophe on screen is the typographic one, %s', (language) => {
  const lines = readFileSync(join(TOP, `shared/words/${language}.json`), 'utf8').split('\n')
  expect(lines.filter((line) => line.includes("'"))).toEqual([])
})

it.each(['carmarthenshire', 'boston-311'])('every apostrophe in what a pack names is the typographic one, %s', (pack) => {
  const folder = join(TOP, 'shared/packs', pack)
  const named = readdirSync(folder).flatMap((file) => (file.endsWith('.yaml') ? textsIn(parse(readFileSync(join(folder, file), 'utf8'))) : []))
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((text) => text.includes("'"))).toEqual([])
})

/** Whatever a pack says in a language. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'string' ? (key === 'en' || key === 'cy' ? [inner] : []) : textsIn(inner)))
}
