import type { Redis } from 'ioredis'
import type { Pack } from '@weir/shared/contract/pack'
import type { Keys } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import { loadScript } from '../edge/redis.ts'
import { type Generation, openShown } from './generation.ts'
import type { Flow } from './flow.ts'
import { forget } from './forget.ts'
import { type Progress, foldNewGeneration, newName } from './rebuild.ts'

/**
 * Folds a new generation and shows it. Of all the projectors of an authority one folds at a time: a turn is the name of the
 * generation that is folded in it, kept for a few seconds in Redis and prolonged while the fold lasts, so that one that died
 * gives way. The others wait for their turn and then look whether what is shown by now will do. Two folds never write over
 * each other, because each has keys of its own; what must be fenced is the switch, and `show.lua` makes it only for the
 * generation whose turn it still is. Whoever has lost its turn throws its fold away and begins again.
 */
export async function foldInTurn(
  flow: Flow,
  redis: Redis,
  root: Keys,
  pack: Pack,
  progress: Progress,
  willDo: (shown: Generation) => boolean,
): Promise<{ readonly shown: Generation; /** the one that we took the place of */ readonly before: string | null }> {
  for (;;) {
    const name = newName(pack)
    const end = await takeTurn(redis, root, name, flow.log)
    try {
      const shown = await openShown(redis, root)
      if (shown && willDo(shown)) return { shown, before: null }
      const folded = await foldNewGeneration(flow, redis, root, pack, progress, name)
      const [answer, before] = (await showScript.run(redis, [root.turn, root.current, root.changed], [name])) as ['shown' | 'lost', string?]
      if (answer === 'shown') return { shown: folded, before: before || null }
    } finally {
      await end()
    }
    flow.log.warn('somebody else folded before this was done: beginning again')
    await forget(redis, root, name)
  }
}

const TURN_MS = 10_000
const PROLONG_EVERY_MS = 2_000
const LOOK_EVERY_MS = 100

const showScript = loadScript(new URL('show.lua', import.meta.url), 'weirShow')
const turnScript = loadScript(new URL('turn.lua', import.meta.url), 'weirTurn')

/** Waits for the turn, holds it, and answers with what ends it. */
async function takeTurn(redis: Redis, root: Keys, name: string, log: Log): Promise<() => Promise<void>> {
  for (let tries = 0; (await redis.set(root.turn, name, 'PX', TURN_MS, 'NX')) === null; tries++) {
    if (tries === 0) log.info('another projector folds: waiting for it')
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  const holdFor = async (ms: number): Promise<void> => void (await turnScript.run(redis, [root.turn], [name, ms]).catch(() => undefined)) // it ends by itself
  const prolonging = setInterval(() => void holdFor(TURN_MS), PROLONG_EVERY_MS)
  return async () => {
    clearInterval(prolonging)
    await holdFor(0)
  }
}
