import type { Instant } from '../../contract/instant.ts'
import type { CapacityAt, ComesAt, ServiceAt, SourceAt, StageAt } from './service-at.ts'

/**
 * What can be relied on now. A source that is late, silent or was never heard may know of anything meanwhile, so what rests
 * on it is uncertain; so is a stage whose cases moved while the recording did not.
 */
export interface Trust {
  readonly late: readonly string[]
  readonly silent: readonly string[]
  readonly stage: (stage: StageAt) => boolean
  readonly comes: (comes: ComesAt) => boolean
  readonly capacity: (capacity: CapacityAt) => boolean
}

export function trustOf({ sources }: ServiceAt, now: Instant): Trust {
  const silent = sources.filter((source) => isSilent(source, now)).map(({ id }) => id)
  const late = sources.filter((source) => !isSilent(source, now) && isLate(source, now)).map(({ id }) => id)
  const missed = new Set([...late, ...silent])
  const reporting = (ids: readonly string[]) => (ids.length === 0 ? missed.size === 0 : !ids.some((id) => missed.has(id)))
  return {
    late,
    silent,
    stage: (stage) => stage.signal !== 'recording-lag' && reporting(stage.sources),
    comes: (comes) => reporting(comes.sources),
    capacity: ({ source, validUntil }) => !isExpired({ validUntil }, now) && reporting([source]),
  }
}

const isSilent = ({ heardAt, silentAt }: SourceAt, now: Instant): boolean => heardAt === null || (silentAt !== null && silentAt <= now)
const isLate = ({ lateAt }: SourceAt, now: Instant): boolean => lateAt !== null && lateAt <= now

export const isExpired = ({ validUntil }: Pick<CapacityAt, 'validUntil'>, now: Instant): boolean => validUntil !== null && validUntil <= now
