import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'

/**
 * Which ward a postcode lies in, from a pack's `postcodes.csv` or `postcodes.csv.gz` (columns `postcode` and `ward`; others
 * are left alone). Postcodes are kept as capitals and digits alone, so that however a source spaces them they are found.
 * A pack without the file has none.
 */
const FILES = ['postcodes.csv', 'postcodes.csv.gz']
const NO_FIXED_ABODE = /^ZZ99/ // stand-ins of the health service: they lie in no ward
const POSTCODE = /^(GIR0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9]|[ABEHMNPRVWXY])?|[0-9][A-HJKPSTUW])[0-9][ABD-HJLNP-UW-Z]{2})$/
const MOST_FAULTS = 20

export async function loadPostcodes(folder: string): Promise<ReadonlyMap<string, string>> {
  for (const name of FILES) {
    const file = join(folder, name)
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return readPostcodes(file)
  }
  return new Map()
}

/** Capitals and digits alone. */
const normalPostcode = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

interface Row {
  readonly info: { readonly lines: number }
  readonly record: { readonly postcode: string; readonly ward: string }
}

async function readPostcodes(file: string): Promise<ReadonlyMap<string, string>> {
  const wards = new Map<string, string>()
  const faults: string[] = []
  const parser = parse({ columns: columnsOf, bom: true, trim: true, info: true, skip_empty_lines: true })
  const bytes = createReadStream(file)
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  for (const stream of [bytes, text]) stream.once('error', (cause: Error) => parser.destroy(cause))
  try {
    for await (const row of text.pipe(parser)) {
      const fault = add(wards, row as Row)
      if (fault !== null && faults.push(fault) === MOST_FAULTS) break
    }
  } catch (cause) {
    faults.push(cause instanceof Error ? cause.message : String(cause))
  }
  if (faults.length > 0) throw new Error(`${file} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  return wards
}

function columnsOf(header: readonly string[]): string[] {
  const columns = header.map((column) => column.trim().toLowerCase())
  if (!columns.includes('postcode') || !columns.includes('ward')) throw new Error('line 1: must name the columns postcode and ward')
  return columns
}

/** Takes one row in; says what is wrong with it, if anything. */
function add(wards: Map<string, string>, { info, record }: Row): string | null {
  const at = `line ${info.lines}`
  const postcode = normalPostcode(record.postcode)
  const { ward } = record
  if (NO_FIXED_ABODE.test(postcode) || ward === '') return null
  if (!POSTCODE.test(postcode)) return `${at}: postcode: is not a UK postcode`
  const known = wards.get(postcode)
  if (known !== undefined && known !== ward) return `${at}: postcode: is in another ward on an earlier line`
  wards.set(postcode, ward)
  return null
}
