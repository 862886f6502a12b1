import type { Redis } from 'ioredis'
import type { Pack } from '@weir/shared/contract/pack'
import type { Clock } from '../edge/clock.ts'
import { type Listening, listen } from '../edge/http-server.ts'
import type { IdentityKeys } from '../edge/identity-keys.ts'
import type { Keys } from '../edge/keys.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'
import { openProducer } from '../edge/queue.ts'
import type { Running } from '../edge/run.ts'
import { LIMITS, intakeApp } from './http.ts'
import { identityFrom } from './identity.ts'
import { type Intake, openIntake } from './intake.ts'

export interface IntakeParts {
  readonly ledger: Ledger
  readonly redis: Redis
  readonly root: Keys
  readonly pack: Pack
  readonly postcodes: ReadonlyMap<string, string>
  readonly identityKeys: IdentityKeys
  readonly unlistedSources: boolean
  readonly clock: Clock
  readonly log: Log
  readonly host: string
  readonly port: number
}

export interface RunningIntake extends Running {
  readonly url: string
  /** the same door from inside the process: for what people decide here */
  take: Intake['take']
}

/** source → ledger → queue */
export async function startIntake({
  ledger,
  redis,
  root,
  pack,
  postcodes,
  identityKeys,
  unlistedSources,
  clock,
  log,
  host,
  port,
}: IntakeParts): Promise<RunningIntake> {
  const producer = openProducer(redis, root.queue, log)
  const doors = { pack, postcodes, identity: identityFrom(identityKeys), unlistedSources }
  const intake = openIntake(ledger, producer.enqueue, doors, clock, log)
  const http: Listening = await listen(intakeApp(intake, LIMITS, log), host, port, 'WEIR_INTAKE_PORT')
  return {
    url: http.url,
    take: intake.take,
    stop: async () => {
      await http.close()
      await intake.drained()
      await producer.close()
    },
  }
}
