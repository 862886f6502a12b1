import type { Instant } from '../contract/instant.ts'
import { type Scenario, type ScenarioKind, sharesStaff } from './scenario.ts'

/** What the scenarios change, asked by those whom it concerns. Without any, nothing. */
export interface Effects {
  /** how many times as many people come */
  demand(pathway: string, stage: string, place: string, at: Instant): number
  /** the share of the staff who are at work */
  presence(pathway: string, place: string, at: Instant): number
  /** nobody leaves this stage */
  isStopped(pathway: string, stage: string, place: string, at: Instant): boolean
  /** what is recorded late, and by how much */
  lateRecording(pathway: string, place: string, at: Instant): Scenario | undefined
  /** nobody authorises what is done here */
  unauthorised(pathway: string, place: string, at: Instant): Scenario | undefined
  ofKind(kind: ScenarioKind): readonly Scenario[]
}

export function effectsOf(scenarios: readonly Scenario[]): Effects {
  const ofKind = (kind: ScenarioKind) => scenarios.filter((scenario) => scenario.kind === kind)
  const surges = ofKind('demand-surge')
  const sick = ofKind('staff-sickness')
  const stops = ofKind('stage-stops')
  const late = ofKind('late-recording')
  const unauthorised = ofKind('authorisation-stops')
  const there = (scenario: Scenario, place: string, at: Instant) => scenario.locality === place && scenario.startsAt <= at && at < scenario.endsAt
  return {
    demand: (pathway, stage, place, at) =>
      surges.filter((one) => one.pathway === pathway && one.stage === stage && there(one, place, at)).reduce((times, { size }) => times * size, 1),
    presence: (pathway, place, at) =>
      sick.filter((one) => there(one, place, at) && sharesStaff(one.pathway, pathway, place)).reduce((share, { size }) => share * size, 1),
    isStopped: (pathway, stage, place, at) => stops.some((one) => one.pathway === pathway && one.stage === stage && there(one, place, at)),
    lateRecording: (pathway, place, at) => late.find((one) => one.pathway === pathway && there(one, place, at)),
    unauthorised: (pathway, place, at) => unauthorised.find((one) => one.pathway === pathway && there(one, place, at)),
    ofKind,
  }
}
