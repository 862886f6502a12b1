import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from '@inlang/paraglide-js'
import { type Words, faultsIn } from '../src/words/check.ts'

/**
 * `npm run words`: the words of both languages → functions in `src/words/generated`. Refuses words that are incomplete, and
 * does nothing where nothing changed since the last time, so that every command may ask for it first.
 */

const LANGUAGES = ['en', 'cy']
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const read = (relative: string) => readFileSync(path(relative), 'utf8')
const STAMP = path('../src/words/generated/.stamp')

const words = Object.fromEntries(LANGUAGES.map((language) => [language, JSON.parse(read(`${language}.json`)) as Words]))
const faults = faultsIn(words)
if (faults.length > 0) stop('The words are not complete:', faults)

const sources = [...LANGUAGES.map((language) => `${language}.json`), '../project.inlang/settings.json', '../package.json', 'compile.ts', 'registry.js']
const hash = createHash('sha256').update(sources.map(read).join('\n')).digest('hex')
if (lastHash() !== hash) {
  await compileWords()
  writeFileSync(STAMP, hash)
  process.exit(0) // the compiler leaves timers behind that would hold the process for half a minute
}

async function compileWords(): Promise<void> {
  await compile({
    project: path('../project.inlang'),
    outdir: path('../src/words/generated'),
    strategy: ['globalVariable', 'baseLocale'], // whoever speaks says in which language: a page, a report, a letter
    disableAsyncLocalStorage: true,
    emitTsDeclarations: true,
    emitReadme: false,
    emitPrettierIgnore: false,
    additionalFiles: { 'registry.js': read('registry.js') },
  })
  // The compiler only warns where its plugin cannot be loaded, and then writes no words at all.
  const compiled = (await import(new URL('../src/words/generated/messages.js', import.meta.url).href)) as Record<string, unknown>
  const absent = Object.keys(words['en'] ?? {}).filter((key) => typeof compiled[key] !== 'function')
  if (absent.length > 0) stop('These words were not compiled; is @inlang/plugin-message-format installed?', absent)
}

function stop(reason: string, details: readonly string[]): never {
  console.error([reason, ...details].join('\n  '))
  process.exit(1)
}

function lastHash(): string | undefined {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    return undefined
  }
}
