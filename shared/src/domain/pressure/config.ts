import { DRIVERS, type DriverId, type LevelName } from '../../contract/pressure.ts'
import type { Band, PressureFile, ServicePressure, Threshold } from '../../contract/pressure-file.ts'
import type { Ended } from '../../contract/pack.ts'
import { BUILT_IN } from './built-in.ts'

/** What counts for how much in one service: everything said, whoever said it. */
export interface PressureConfig {
  readonly weights: {
    readonly priority: Readonly<Record<string, number>>
    readonly interimCare: number
    /** by kind of such care; a kind that is not named weighs `interimCare` */
    readonly interim: Readonly<Record<string, number>>
    readonly signals: Readonly<Record<'blockage' | 'capacity-drop' | 'surge' | 'bottleneck' | 'authorisation', number>>
    readonly units: Readonly<Record<string, number>>
  }
  readonly progress: readonly Ended[]
  readonly leastTold: number
  readonly drivers: Readonly<Record<DriverId, readonly Threshold[]>>
  /** where busy, high and critical begin, in per cent of the points that could be told */
  readonly levels: readonly Band[]
  readonly cards: Readonly<Record<LevelName, readonly string[]>>
}

/** The service's own word, else the file's default, else the built-in one: by weight, by driver, by card. */
export const pressureConfig = (file: PressureFile | undefined, service: string): PressureConfig =>
  [file?.default, file?.services[service]].reduce<PressureConfig>((config, plan) => (plan ? under(config, plan) : config), BUILT_IN)

function under(config: PressureConfig, { weights, progress, leastTold, drivers, levels, cards }: ServicePressure): PressureConfig {
  return {
    weights: {
      priority: { ...config.weights.priority, ...weights?.priority },
      interimCare: weights?.interimCare ?? config.weights.interimCare,
      interim: { ...(weights?.interimCare === undefined ? config.weights.interim : {}), ...weights?.interim }, // a service's word for all care stands before the file's for one kind
      signals: over(config.weights.signals, weights?.signals),
      units: { ...config.weights.units, ...weights?.units },
    },
    progress: progress ?? config.progress,
    leastTold: leastTold ?? config.leastTold,
    drivers: over(config.drivers, drivers),
    levels: levels ? [levels.busy, levels.high, levels.critical] : config.levels,
    cards: over(config.cards, cards),
  }
}

/** What is not said is undefined in a parsed file, and must not hide what was said before. */
function over<K extends string, V>(before: Readonly<Record<K, V>>, said: Readonly<Partial<Record<K, V | undefined>>> | undefined): Readonly<Record<K, V>> {
  const all: Record<K, V> = { ...before }
  for (const key of Object.keys(before) as K[]) all[key] = said?.[key] ?? before[key]
  return all
}

export const driversOf = ({ drivers }: PressureConfig): readonly DriverId[] => DRIVERS.filter((id) => drivers[id].length > 0)
