import type { DriverBoard, DriverId } from '../../contract/pressure.ts'
import type { Instant } from '../../contract/instant.ts'
import { ageing } from './ageing.ts'
import { blockages } from './blockages.ts'
import { capacity } from './capacity.ts'
import type { PressureConfig } from './config.ts'
import { demand } from './demand.ts'
import { due, overdue } from './limits.ts'
import { load } from './load.ts'
import { ownCount } from './own-count.ts'
import type { Reading } from './reading.ts'
import type { ServiceAt } from './service-at.ts'
import type { Trust } from './trust.ts'

/** A driver reads one thing of a service, higher being worse; what it reached and what that adds is decided afterwards. */
type Driver = (service: ServiceAt, config: PressureConfig, trust: Trust, now: Instant) => Reading

const READ: Readonly<Record<DriverId, Driver>> = { load, ageing, overdue, due, demand, capacity, blockages, count: ownCount }

export const UNIT: Readonly<Record<DriverId, DriverBoard['unit']>> = {
  load: 'days',
  ageing: 'share',
  overdue: 'share',
  due: 'share',
  demand: 'share',
  capacity: 'share',
  blockages: 'blockages',
  count: 'share',
}

export type Readings = ReadonlyMap<DriverId, Reading>

/** What the pack leaves without steps is not read at all. */
export const readingsOf = (drivers: readonly DriverId[], service: ServiceAt, config: PressureConfig, trust: Trust, now: Instant): Readings =>
  new Map(drivers.map((id) => [id, READ[id](service, config, trust, now)]))
