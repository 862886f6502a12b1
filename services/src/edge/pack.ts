import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Pack, packFiles } from '@weir/shared/contract/pack'
import { strayFeeds } from '@weir/shared/domain/feeds'
import { straysIn } from '@weir/shared/domain/pressure/strays'
import type { Stray } from '@weir/shared/domain/stray-stages'
import { parseDocument } from 'yaml'
import type * as z from 'zod'
import { type PackFault, faultsAcross, faultsOf, pathText } from './pack-faults.ts'

export { loadPostcodes } from './postcodes.ts'

/**
 * A pack from its folder: parsed, checked by the contract and across its entries, its holidays as dates. Whoever edits a pack
 * wants to hear of every fault at once, so nothing stops at the first one; and a broken pack never starts.
 */
export class BrokenPack extends Error {
  readonly faults: readonly PackFault[]

  constructor(folder: string, faults: readonly PackFault[]) {
    const lines = faults.map(({ file, path, reason }) => `  ${[file, path, reason].filter((part) => part !== '').join(': ')}`)
    super(`The pack in ${folder} cannot be used:\n${lines.join('\n')}`)
    this.faults = faults
  }
}

type FileName = keyof typeof packFiles
const FILES = Object.keys(packFiles) as readonly FileName[]
const REQUIRED: ReadonlySet<FileName> = new Set<FileName>(['council.yaml', 'pathways.yaml'])
const OTHERS: ReadonlySet<string> = new Set<string>([...FILES, 'measures.yaml', 'areas', 'words', 'postcodes.csv', 'postcodes.csv.gz', 'LICENSE', 'NOTICE'])
const NOTES = /^\.|\.(md|txt)$/i

/** Throws `BrokenPack` with every fault; what is merely strange goes to `warn`. */
export async function loadPack(folder: string, warn: (text: string) => void = (text) => process.emitWarning(text)): Promise<Pack> {
  const names = await readdir(folder).catch(() => null)
  if (names === null) throw new BrokenPack(folder, [{ file: '', path: '', reason: 'there is no such folder' }])
  for (const name of names) if (!OTHERS.has(name) && !NOTES.test(name)) warn(`${join(folder, name)} is not a file of a pack: nothing reads it`)
  const faults: PackFault[] = []
  const contents: Partial<Record<FileName, unknown>> = {}
  for (const file of FILES) {
    const content = await readYaml(folder, file, faults)
    if (content !== UNREADABLE) contents[file] = content
  }
  const council = checked('council.yaml', contents, faults)
  const pathways = checked('pathways.yaml', contents, faults)
  const codes = checked('codes.yaml', contents, faults)
  const sources = checked('sources.yaml', contents, faults)
  const pressure = checked('pressure.yaml', contents, faults) ?? undefined
  faults.push(...faultsAcross(contents))
  const strays = (file: FileName, found: readonly Stray[]) => found.map(({ path, reason }) => ({ file, path: pathText(path), reason }))
  if (pressure && pathways && codes && council) faults.push(...strays('pressure.yaml', straysIn(pressure, { pathways, codes, localities: council.localities })))
  if (sources && pathways) faults.push(...strays('sources.yaml', strayFeeds(sources, pathways)))
  if (faults.length > 0 || !council || !pathways || !codes || !sources) throw new BrokenPack(folder, faults)
  return { ...council, pathways, codes, sources, ...(pressure ? { pressure } : {}), holidays: await holidayDates(council.holidays) }
}

const UNREADABLE = Symbol('unreadable')

/** What a file says: undefined where it is absent or empty and may be, UNREADABLE where its fault has been told. */
async function readYaml(folder: string, file: FileName, faults: PackFault[]): Promise<unknown> {
  const text = await readFile(join(folder, file), 'utf8').catch((cause: unknown) =>
    isAbsence(cause) ? null : Promise.reject(new Error(`cannot read ${file}`, { cause })),
  )
  if (text === null) {
    if (REQUIRED.has(file)) faults.push({ file, path: '', reason: 'is missing' })
    return REQUIRED.has(file) ? UNREADABLE : undefined
  }
  const document = parseDocument(text)
  faults.push(...document.errors.map(({ message, linePos }) => ({ file, path: linePos ? `line ${linePos[0].line}` : '', reason: firstLine(message) })))
  if (document.errors.length > 0) return UNREADABLE
  try {
    return (document.toJS() as unknown) ?? undefined
  } catch (error) {
    faults.push({ file, path: '', reason: firstLine(error instanceof Error ? error.message : String(error)) })
    return UNREADABLE
  }
}

const isAbsence = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
const firstLine = (message: string): string => message.replace(/ at line \d+[^]*/, '').split('\n', 1)[0] ?? message

function checked<K extends FileName>(
  file: K,
  contents: Readonly<Partial<Record<FileName, unknown>>>,
  faults: PackFault[],
): z.output<(typeof packFiles)[K]> | null {
  if (!(file in contents)) return null
  const result = packFiles[file].safeParse(contents[file])
  if (result.success) return result.data as z.output<(typeof packFiles)[K]>
  faults.push(...faultsOf(file, result.error))
  return null
}

async function holidayDates(holidays: 'none' | 'england-and-wales' | readonly string[]): Promise<readonly string[]> {
  if (holidays === 'none') return []
  if (holidays !== 'england-and-wales') return [...new Set(holidays)].sort()
  const { englandAndWales } = await import('./england-and-wales.ts') // a quarter of a second that most starts do not need
  return englandAndWales()
}
