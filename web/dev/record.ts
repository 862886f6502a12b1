import { mkdirSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Board, Council } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'

/**
 * Records what a running Weir shows, for the gallery: `node dev/record.ts URL NAME LOCALITY…` writes the pack's view, the council
 * and the boards of these localities to `src/lib/gallery/recorded/NAME.json`. The council keeps at most so many places.
 */
const [url = '', name = '', ...localities] = process.argv.slice(2)
const PLACES = 8
const FRESH_MS = 300

async function read<T>(path: string): Promise<T> {
  await pause(FRESH_MS) // a gateway answers what it read a moment ago
  const response = await fetch(url + path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as T
}

const pack = await read<PackView>('/api/pack')
const whole = await read<Council>('/api/documents/council')
const council = { ...whole, localities: whole.localities.slice(0, PLACES) }
const boards: Board[] = []
for (const id of localities) boards.push(await read<Board>(`/api/documents/board/${encodeURIComponent(id)}`))
const folder = new URL('../src/lib/gallery/recorded/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify({ pack, council, boards })}\n`)
