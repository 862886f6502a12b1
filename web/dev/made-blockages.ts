import type { BlockageBoard, SignalKind, TestBoard } from '@weir/shared/contract/blockage'
import type { StageBoard } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import { DAY } from '@weir/shared/words/span'
import type { Place, Scene } from './scenes.ts'

/** What is wrong with the flows in a scene. */

const KINDS: Readonly<Partial<Record<Scene, readonly SignalKind[]>>> = {
  high: ['blockage'],
  critical: ['blockage', 'capacity-drop', 'surge'],
  'declared-below': ['blockage'],
  everywhere: ['blockage'],
  weakened: ['recording-lag', 'bottleneck'],
  'recording-lag': ['recording-lag'],
  surge: ['surge'],
  'capacity-drop': ['capacity-drop', 'bottleneck'],
  bottleneck: ['bottleneck'],
  authorisation: ['authorisation', 'blockage'],
  many: ['recording-lag', 'surge', 'blockage', 'bottleneck', 'authorisation', 'blockage', 'capacity-drop', 'blockage'],
}

/** Where something waits, and not where something is received; each kind at another stage. */
export function madeBlockages(scene: Scene, { pack, stages, services, now }: Place): readonly BlockageBoard[] {
  const places = stages.filter(({ kind, waiting, service }) => kind !== 'service' && waiting > 1 && services.includes(service))
  const all = (KINDS[scene] ?? []).flatMap((kind, index) => {
    const place = places[(index * 3 + 2) % Math.max(1, places.length)]
    return place ? [blockageOf(kind, place, scene, index, pack, now)] : []
  })
  return all.filter((one, index) => all.findIndex((other) => other.pathway === one.pathway && other.stage === one.stage) === index)
}

const TESTS: Readonly<Record<SignalKind, (waiting: number) => readonly TestBoard[]>> = {
  blockage: (waiting) => [
    { test: 'stall', days: 6, count: waiting > 30 ? 2 : 0, expected: 14.2, chance: 0.00071 },
    { test: 'growth', days: 6, count: Math.ceil(waiting * 0.6), expected: 0, chance: null },
    { test: 'ageing', days: 0, count: Math.ceil(waiting * 0.4), expected: waiting * 0.15, chance: 0.0031 },
  ],
  bottleneck: (waiting) => [
    { test: 'growth', days: 10, count: Math.ceil(waiting * 0.4), expected: 0, chance: null },
    { test: 'ageing', days: 0, count: Math.ceil(waiting * 0.35), expected: waiting * 0.15, chance: 0.012 },
  ],
  surge: () => [{ test: 'rise', days: 5, count: 58, expected: 31.5, chance: 0.0004 }],
  'capacity-drop': () => [{ test: 'fall', days: 10, count: 9, expected: 24.1, chance: 0.0019 }],
  'recording-lag': () => [{ test: 'late', days: 4, count: 7, expected: 9, chance: 0.0002 }],
  authorisation: () => [],
}

function blockageOf(kind: SignalKind, place: StageBoard, scene: Scene, index: number, pack: PackView, now: number): BlockageBoard {
  const duty = kind === 'authorisation' && pack.duties[0] ? pack.duties[0].id : null
  const further = pack.pathways.find(({ id }) => id === place.pathway)?.stages.at(-2)?.id ?? null
  const effectOf = kind === 'blockage' && index > 4 && further !== place.stage ? further : null
  const [first, second, third] = pack.reasons
  return {
    kind,
    service: place.service,
    pathway: duty === null ? place.pathway : '',
    stage: duty === null ? place.stage : null,
    duty,
    everywhere: scene === 'everywhere',
    since: now - (9 - index) * DAY,
    openedAt: now - (7 - index) * DAY,
    waiting: duty === null ? place.waiting : 225,
    oldestEnteredAt: duty === null ? place.oldestEnteredAt : null,
    usual: { arrivals: 3.4, departures: 2.4 },
    sinceThen:
      duty === null ? { arrived: { count: kind === 'surge' ? 58 : 24, usual: 23.8 }, departed: { count: kind === 'blockage' ? 0 : 9, usual: 16.8 } } : null,
    tests: [...TESTS[kind](place.waiting)],
    reasons:
      kind === 'surge' || kind === 'authorisation' || !first || !second || !third || index % 2 === 1
        ? []
        : [
            { code: first.id, count: Math.ceil(place.waiting / 2), owner: 'joint' },
            { code: second.id, count: Math.ceil(place.waiting / 5), owner: 'social-care' },
            { code: third.id, count: 1, owner: 'family' },
          ],
    common: [],
    behind: kind === 'blockage' ? 2 : 0,
    effectOf,
    clears: kind === 'blockage' && effectOf === null ? 6 : null,
  }
}
