import type { PackView } from '@weir/shared/contract/pack-view'

/** The names of places, for pages about screens: null for whoever may not read them yet. */
export async function readPack(fetch: typeof globalThis.fetch): Promise<{ readonly pack: PackView | null }> {
  const answer = await fetch('/api/pack')
  return { pack: answer.ok ? ((await answer.json()) as PackView) : null }
}
