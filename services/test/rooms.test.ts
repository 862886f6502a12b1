import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import ts from 'typescript'

/**
 * Who may import whom (design, section 3). A room is a folder; what it may import at run time is listed here and nothing
 * else: a folder of this repository by its path, a package by its name, `*` for any package. Types are free, because they
 * are gone when the code runs. Each folder's own files are its own business; tests and benches may look everywhere.
 * Broken on purpose: a file of the gateway imported by the projector, d3-selection by the layout; each failed here.
 */
interface Room {
  readonly room: string
  readonly may: readonly string[]
}

const SHARED = ['shared/src/contract', 'shared/src/domain']
const PURE_ABOVE = ['shared/src/words', 'shared/src/backtest', 'shared/src/rehearsal']
const SERVICE = [...SHARED, 'services/src/edge', '*', 'node:*']
const PROCESSES = ['intake', 'projector', 'assessor', 'gateway']
const D3_MATHS = [
  'd3-array',
  'd3-scale',
  'd3-shape',
  'd3-time',
  'd3-time-format',
  'd3-format',
  'd3-interpolate',
  'd3-path',
  'd3-hierarchy',
  'd3-geo',
  'd3-chord',
  'd3-contour',
  'd3-delaunay',
  'd3-random',
  'd3-scale-chromatic',
]

const ROOMS: readonly Room[] = [
  { room: 'shared/src/contract', may: ['zod'] },
  { room: 'shared/src/domain', may: ['shared/src/contract', 'temporal-polyfill'] },
  { room: 'shared/src/words', may: ['shared/src/contract'] },
  { room: 'shared/src/backtest', may: SHARED },
  { room: 'shared/src/rehearsal', may: SHARED },
  { room: 'services/src/edge', may: [...SHARED, '*', 'node:*'] },
  ...PROCESSES.map((process) => ({ room: `services/src/${process}`, may: SERVICE })),
  { room: 'services/src/cli', may: [...SERVICE, ...PURE_ABOVE, ...PROCESSES.map((process) => `services/src/${process}`)] },
  { room: 'web/src/lib/layout', may: D3_MATHS },
  { room: 'web/src/lib/marks', may: ['svelte'] },
]

const TOP = fileURLToPath(new URL('../..', import.meta.url))
const WORKSPACES: Readonly<Record<string, string>> = { '@weir/shared/': 'shared/src/', '#lib/': 'web/src/lib/', '$lib/': 'web/src/lib/' }

function filesOf(room: string): readonly string[] {
  try {
    return readdirSync(join(TOP, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|js|svelte)$/.test(name) && !/\.test\.ts$|(^|\/)generated\//.test(name))
      .map((name) => join(room, name))
  } catch {
    return [] // not built yet
  }
}

/** What a file imports at run time: repository paths, `node:…` and names of packages. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(TOP, file), 'utf8')
  return runtimeImports(file.endsWith('.svelte') ? scriptsOf(text) : text).map((specifier) => resolved(specifier, file))
}

const scriptsOf = (svelte: string): string => [...svelte.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script]) => script).join('\n')

/** Types are gone once the code is transpiled, and what is left is what runs. */
function runtimeImports(source: string): readonly string[] {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  })
  return ts.preProcessFile(outputText, true, true).importedFiles.map(({ fileName }) => fileName)
}

function resolved(specifier: string, file: string): string {
  if (specifier.startsWith('.')) return relative(TOP, resolve(TOP, dirname(file), specifier))
  for (const [alias, folder] of Object.entries(WORKSPACES)) if (specifier.startsWith(alias)) return folder + specifier.slice(alias.length)
  return specifier
}

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`)

function isAllowed(specifier: string, { room, may }: Room): boolean {
  if (isInside(specifier, room)) return true
  const isOurs = /^(shared|services|web)\//.test(specifier)
  const isNode = specifier.startsWith('node:')
  return may.some((allowed) => isInside(specifier, allowed) || (allowed === 'node:*' && isNode) || (allowed === '*' && !isOurs && !isNode))
}

describe('the rooms keep to themselves', () => {
  it.each(ROOMS)('$room imports only what it may', (room) => {
    const trespasses = filesOf(room.room).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => !isAllowed(specifier, room))
        .map((specifier) => `${file} imports ${specifier}`),
    )
    expect(trespasses).toEqual([])
  })

  it('the pure core reads no clock and no randomness', () => {
    const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bperformance\.now\b|Temporal\.Now\b|\bcrypto\.|\bsetTimeout\b|\bsetInterval\b/
    const found = ['shared/src/contract', 'shared/src/domain', 'web/src/lib/layout'].flatMap(filesOf).flatMap((file) => {
      const code = runtimeCode(readFileSync(join(TOP, file), 'utf8'))
      return impure.test(code) ? [`${file}: ${impure.exec(code)?.[0] ?? ''}`] : []
    })
    expect(found).toEqual([])
  })

  it('this test sees a trespass: broken on purpose', () => {
    const intake: Room = { room: 'services/src/intake', may: SERVICE }
    const source =
      "import { a } from '../projector/fold.ts'\nimport type { B } from '../gateway/b.ts'\nimport { type C } from '../gateway/c.ts'\nexport { d } from '../edge/d.ts'\nawait import('../cli/e.ts')\n"
    const trespasses = runtimeImports(source)
      .map((specifier) => resolved(specifier, 'services/src/intake/intake.ts'))
      .filter((specifier) => !isAllowed(specifier, intake))
    expect(trespasses).toEqual(['services/src/projector/fold.ts', 'services/src/gateway/c.ts', 'services/src/cli/e.ts'])
    expect(isAllowed('d3-selection', { room: 'web/src/lib/layout', may: D3_MATHS })).toBe(false)
  })
})

/** The code without its comments, which may well speak of what the code does not do. */
function runtimeCode(source: string): string {
  return ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true } }).outputText
}
