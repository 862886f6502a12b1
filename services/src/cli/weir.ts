import type { RequestHandler } from 'express'
import type { Pack } from '@weir/shared/contract/pack'
import type { BoardsAre } from '../edge/access.ts'
import type { Clock } from '../edge/clock.ts'
import { keysOf } from '../edge/keys.ts'
import type { Log } from '../edge/log.ts'
import type { Running } from '../edge/run.ts'
import type { Stores } from '../edge/stores.ts'
import { type RunningAssessor, startAssessor } from '../assessor/start.ts'
import { type RunningGateway, startGateway } from '../gateway/start.ts'
import { type RunningIntake, startIntake } from '../intake/start.ts'
import { type StartedProjector, startProjector } from '../projector/start.ts'

/** All of Weir in this process: intake → projector → assessor → gateway, on stores that are open. The same code as apart. */
export interface Weir extends Running {
  readonly intake: RunningIntake
  readonly projector: StartedProjector
  readonly assessor: RunningAssessor
  readonly gateway: RunningGateway
}

export interface WeirParts {
  readonly stores: Stores
  readonly pack: Pack
  readonly postcodes: ReadonlyMap<string, string>
  readonly clock: Clock
  readonly log: Log
  readonly host: string
  readonly port: number
  readonly intakePort: number
  readonly unlistedSources: boolean
  readonly boardsAre: BoardsAre
  readonly release: string
  readonly admin: ((weir: Pick<Weir, 'projector' | 'intake'>) => RequestHandler) | null
}

export async function startWeir(parts: WeirParts): Promise<Weir> {
  const { stores, pack, postcodes, clock, log, host, port, intakePort, unlistedSources, boardsAre, release, admin } = parts
  const root = keysOf(pack.id)
  const { ledger } = stores
  const identityKeys = await stores.identityKeys()
  const projector = await startProjector({
    ledger,
    redis: stores.connect('waits', 'projector'),
    blocking: stores.connect('waits', 'worker'),
    root,
    pack,
    clock,
    log,
  })
  const assessor = await startAssessor({
    ledger,
    redis: stores.connect('waits', 'assessor'),
    listening: stores.connect('waits', 'assessor listener'),
    root,
    timeZone: pack.timeZone,
    clock,
    log,
  })
  const intake = await startIntake({
    ledger,
    redis: stores.connect('fails-fast', 'intake'),
    root,
    pack,
    postcodes,
    identityKeys,
    unlistedSources,
    clock,
    log,
    host,
    port: intakePort,
  })
  const gateway = await startGateway({
    redis: stores.connect('waits', 'gateway'),
    listening: stores.connect('waits', 'listener'),
    root,
    ledger,
    boardsAre,
    admin: admin?.({ projector, intake }) ?? null,
    release,
    clock,
    log,
    host,
    port,
  })
  return {
    intake,
    projector,
    assessor,
    gateway,
    stop: async () => {
      await intake.stop()
      await projector.stop()
      await assessor.stop()
      await gateway.stop()
    },
  }
}
