import type { Redis } from 'ioredis'
import type { Pack } from '@weir/shared/contract/pack'
import { type Rules, rulesOf } from '@weir/shared/domain/rules'
import { type BoardReader, boardReader } from './board-reader.ts'
import type { GenerationKeys, Keys } from './keys.ts'

/** The generation that is shown, with all that follows from the pack that it was folded with. */
export interface Shown {
  readonly name: string
  readonly keys: GenerationKeys
  readonly pack: Pack
  readonly rules: Rules
  readonly reader: BoardReader
}

/** The one that is shown now, which is the `open` one as long as it is; null where there is none. */
export async function readShown<Open extends Shown>(redis: Redis, root: Keys, open: Open | null): Promise<Open | Shown | null> {
  const name = await redis.get(root.current)
  if (name === null) return null
  if (name === open?.name) return open
  const keys = root.generation(name)
  const text = await redis.get(keys.pack)
  if (text === null) return null
  const pack = JSON.parse(text) as Pack
  const rules = rulesOf(pack)
  return { name, keys, pack, rules, reader: boardReader(redis, root, keys, pack, rules) }
}
