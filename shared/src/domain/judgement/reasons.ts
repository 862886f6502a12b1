import type { Why } from './blockage-board.ts'

/** The reasons that were given for what waits in a stage, most first, from the counts of why the place waits. */
export function reasonsIn(why: Iterable<readonly [name: string, count: number]>, stage: number): Why {
  const prefix = `${stage}:reason:`
  return [...why]
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => ({ code: name.slice(prefix.length), count }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
}
