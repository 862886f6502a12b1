import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod'

/** The keys of the pseudonyms: made at the first start, kept in a file outside the database that only its owner may read. */
export interface IdentityKeys {
  readonly subject: Uint8Array
  readonly household: Uint8Array
}

const bytes = (length: number) =>
  z
    .base64()
    .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')))
    .refine((key) => key.length === length, `must be ${length} bytes in base64`)
const keyFile = z.strictObject({ version: z.literal(1), subject: bytes(64), household: bytes(32) })

export async function loadIdentityKeys(file: string): Promise<IdentityKeys> {
  await makeOnce(file)
  const text = await readFile(file, 'utf8')
  const parsed = keyFile.safeParse(safeJson(text))
  if (!parsed.success)
    throw new Error(`${file} is not a key file of Weir: restore it from a copy. Without it the people in the ledger cannot be told apart from new ones.`)
  return parsed.data
}

async function makeOnce(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  try {
    await make(file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

async function make(file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  const key = (length: number) => randomBytes(length).toString('base64')
  await handle.writeFile(`${JSON.stringify({ version: 1, subject: key(64), household: key(32) })}\n`)
  await handle.sync()
  await handle.close()
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
