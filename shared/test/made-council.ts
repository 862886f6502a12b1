import { type FlowsJudged, judgeFlows } from '../src/domain/judgement/judge.ts'
import type { StageMemory } from '../src/domain/judgement/flows.ts'
import type { Flow } from '../src/domain/blockage/flow.ts'
import type { Pack } from '../src/contract/pack.ts'
import { type Rules, rulesOf } from '../src/domain/rules.ts'
import { OFFICE, midnight, none, flow, upTo, even } from './made-days.ts'

/** A council of one journey whose flows are given as counts, judged midnight after midnight. */
export function rulesWith(stages: readonly ('queue' | 'work' | 'service')[], places: number): Rules {
  const pack: Pack = {
    id: 'made',
    name: { en: 'Made' },
    timeZone: OFFICE.timeZone,
    holidays: [],
    localities: Array.from({ length: places }, (_, place) => ({ id: `place-${place}`, name: { en: `Place ${place}` }, kind: 'locality' as const, wards: [] })),
    pathways: [
      {
        ...{ id: 'adult', service: 'adults', name: { en: 'Adults' } },
        stages: stages.map((kind, index) => ({ id: `stage-${index}`, kind, name: { en: `Stage ${index}` }, pauseStopsClock: false })),
      },
    ],
    codes: { reasons: [{ id: 'unallocated', name: { en: 'Unallocated' }, owner: 'social-care' }] },
    sources: [],
  }
  return rulesOf(pack)
}

export const NOWHERE: Flow = flow(none(100), none(100), { waiting: 0, oldestEnteredAt: null })
export const STEADY: Flow = flow(even(100), even(100))

/** Judged at each midnight of the days, the last of them told in full; places count from 1, for 0 is nowhere. */
export function judgedFrom(flows: readonly (readonly Flow[])[], rules: Rules, from: number, to: number, nowhere = NOWHERE) {
  let memory: readonly (StageMemory | undefined)[] = []
  let last: FlowsJudged | undefined
  const changes: FlowsJudged['changes'][number][] = []
  for (let day = from; day <= to; day++) {
    const known = flows.map((stage) => [nowhere, ...stage].map((one) => upTo(one, day)))
    last = judgeFlows({ flows: known, why: () => [{ code: 'unallocated', count: 5 }] }, memory, rules, midnight(day))
    memory = last.memory
    changes.push(...last.changes)
  }
  if (!last) throw new RangeError('no day')
  return { ...last, changes }
}
