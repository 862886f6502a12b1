import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/**
 * Who may import whom, and what the pure rooms may not touch: the clock, chance, the machine. Broken on purpose: `Date.now()`
 * and an import of `node:fs` in window.ts; each failed here.
 */

const PURE_LIBRARIES = ['zod', 'temporal-polyfill']

interface Module {
  readonly name: string
  readonly text: string
  readonly imports: readonly string[]
}

function room(path: string): readonly Module[] {
  const folder = new URL(`../src/${path}/`, import.meta.url)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, '')
      return { name, text, imports: [...text.matchAll(/(?<![.\w])(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => match[1] ?? '') }
    })
}

const IMPURE =
  /\bDate\.now\b|\bMath\.random\b|\bnew Date\b(?!\s*\([^)\s])|\bDate\(\)|\bTemporal\.Now\b|\bperformance\b|\bcrypto\b|\bprocess\b|\bglobalThis\b|\bset(?:Timeout|Interval|Immediate)\b|\bfetch\(|\bconsole\b|\brequire\(/

describe.each([
  { path: 'contract', neighbours: /^\.\/[\w-]+\.ts$/ },
  { path: 'domain', neighbours: /^\.{1,2}\/(?:[\w-]+\/)?[\w-]+\.ts$|^(?:\.\.\/){1,2}contract\/[\w-]+\.ts$/ },
  { path: 'backtest', neighbours: /^\.\/[\w-]+\.ts$|^\.\.\/(?:contract|domain(?:\/[\w-]+)?)\/[\w-]+\.ts$/ },
  { path: 'rehearsal', neighbours: /^\.\/[\w-]+\.ts$|^\.\.\/(?:contract|domain(?:\/[\w-]+)?)\/[\w-]+\.ts$/ },
])('shared/$path', ({ path, neighbours }) => {
  const modules = room(path)

  test('has modules in it', () => expect(modules.length).toBeGreaterThan(3))
  test.each(modules)('$name imports only its neighbours and pure libraries', ({ imports }) => {
    expect(imports.filter((name) => !neighbours.test(name) && !PURE_LIBRARIES.includes(name))).toEqual([])
  })
  test.each(modules)('$name asks neither the clock nor chance nor the machine', ({ text }) => {
    expect(IMPURE.exec(text)?.[0]).toBeUndefined()
  })
})

test('what is forbidden is found', () => {
  for (const text of ['Date.now()', 'new Date()', 'new Date', 'new Date( )', 'Math.random()', 'process.env', 'Temporal.Now.instant()', 'setTimeout(f)'])
    expect(IMPURE.test(text), text).toBe(true)
  for (const text of ['new Date(at)', 'Date.parse(text)', 'Math.round(1)', 'processed']) expect(IMPURE.test(text), text).toBe(false)
})
