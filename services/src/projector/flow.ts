import type { Clock } from '../edge/clock.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import type { Log } from '../edge/log.ts'

/** What every part of the projector works with. */
export interface Flow {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly log: Log
}
