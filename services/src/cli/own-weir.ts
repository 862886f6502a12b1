import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Instant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { ANY_SOURCE, type BoardsAre, boardsAre, keyDigest, makeKey } from '../edge/access.ts'
import type { ReplayClock } from '../edge/clock.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'
import { openStores } from '../edge/stores.ts'
import type { Feed } from './feed.ts'
import { poster } from './poster.ts'
import { type Weir, startWeir } from './weir.ts'

/** A whole Weir of its own, embedded in a folder that goes with it, on a replay clock, with a key to post with. */
export interface OwnWeir {
  readonly weir: Weir
  readonly ledger: Ledger
  readonly feed: Feed
  stop(): Promise<void>
}

export interface OwnWeirOptions {
  readonly pack: Pack
  readonly postcodes: ReadonlyMap<string, string>
  readonly clock: ReplayClock
  readonly port: number
  readonly host: string
  /** without a word: open on loopback */
  readonly boards?: BoardsAre | undefined
  readonly release: string
  readonly stopped: () => boolean
  readonly log: Log
}

export async function openOwnWeir({ pack, postcodes, clock, host, port, boards, release, stopped, log }: OwnWeirOptions): Promise<OwnWeir> {
  const folder = await mkdtemp(join(tmpdir(), 'weir-'))
  const stores = await openStores({ folder, databaseUrl: undefined, redisUrl: undefined, keyFile: undefined, authority: pack.id }, log)
  const key = makeKey()
  await stores.ledger.addKey(ANY_SOURCE, keyDigest(key), clock.now())
  const weir = await startWeir({
    stores,
    pack,
    postcodes,
    clock,
    log,
    host,
    port,
    intakePort: 0,
    unlistedSources: true,
    boardsAre: boardsAre(boards, host),
    release,
    admin: null,
  })
  const { projector } = weir.projector
  const settle = async (now: Instant): Promise<void> => {
    await projector.through(await stores.ledger.head())
    await projector.wake(now)
  }
  return {
    weir,
    ledger: stores.ledger,
    feed: { clock, post: poster(weir.intake.url, key), settle, assessor: weir.assessor, stopped },
    stop: async () => {
      await weir.stop()
      await stores.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
