import { type Pace, rateVariance } from './pace.ts'

/** At what pace cases come and go, by one memory. */
export interface Paces {
  readonly arrived: Pace
  readonly departed: Pace
}

const TAKEN_OFF = 0.4

/**
 * What comes and what goes differ by chance as well, and a difference that is nothing but chance, carried on for two weeks, tells
 * of a queue that never comes. So a part of what chance alone would make is taken off it (after James and Stein, 1961), more off
 * the one of both that is known less. All of it would be right for queues that are in balance; in a city's real ones less was
 * better, because they do grow and shrink. `week` is what a week is worth to each, in working days.
 */
export function balanced({ arrived, departed }: Paces, week: { readonly arrived: number; readonly departed: number }): Paces {
  if (arrived.rate * departed.rate * week.arrived * week.departed === 0) return { arrived, departed }
  const ofArrived = rateVariance(arrived) * week.arrived ** 2
  const ofDeparted = rateVariance(departed) * week.departed ** 2
  const net = arrived.rate * week.arrived - departed.rate * week.departed
  const chance = net === 0 ? 0 : net * Math.min(1, (TAKEN_OFF * (ofArrived + ofDeparted)) / net ** 2)
  const share = ofArrived / (ofArrived + ofDeparted)
  return {
    arrived: { ...arrived, rate: arrived.rate - (chance * share) / week.arrived },
    departed: { ...departed, rate: departed.rate + (chance * (1 - share)) / week.departed },
  }
}
