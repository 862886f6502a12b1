import type { Redis } from 'ioredis'
import type { Pack } from '@weir/shared/contract/pack'
import { type Rules, rulesOf } from '@weir/shared/domain/rules'
import type { Keys } from '../edge/keys.ts'
import type { Groups } from './groups.ts'
import { type Store, openStore } from './store.ts'

/** One generation, with the pack that it was folded with and what is known of who is who in it. */
export interface Generation {
  readonly name: string
  readonly pack: Pack
  readonly rules: Rules
  readonly store: Store
  groups(): Promise<Groups>
  /** the number of merges that the known groups stand for */
  groupedAt(): string
  forgetGroups(): Promise<void>
}

/** Another generation is shown now: what was being done belongs to one that is gone, and is done again on the new one. */
export class GenerationChanged extends Error {
  constructor() {
    super('another generation is shown now')
  }
}

export function openGeneration(redis: Redis, root: Keys, name: string, pack: Pack): Generation {
  const store = openStore(redis, root, name)
  let known: { readonly merges: string; readonly groups: Groups } | null = null
  const load = async () => {
    const merges = await store.merges() // before the groups: a regrouping in between is then seen, and everything sorted out again
    return (known = { merges, groups: merges === '0' ? new Map() : await store.groups() })
  }
  return {
    name,
    pack,
    store,
    rules: rulesOf(pack),
    groups: async () => (known ?? (await load())).groups,
    groupedAt: () => known?.merges ?? '',
    forgetGroups: async () => void (await load()),
  }
}

/** The generation that is shown, with the pack it was folded with; null where there is none, or it is not whole. */
export async function openShown(redis: Redis, root: Keys): Promise<Generation | null> {
  const name = await redis.get(root.current)
  if (name === null) return null
  const pack = await redis.get(root.generation(name).pack)
  return pack === null ? null : openGeneration(redis, root, name, JSON.parse(pack) as Pack)
}
