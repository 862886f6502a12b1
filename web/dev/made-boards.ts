import type { Board, Council, Mode, StageBoard } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import { councilOf } from '@weir/shared/domain/council'
import { DAY, HOUR } from '@weir/shared/words/span'
import { madeBlockages } from './made-blockages.ts'
import { madePressure } from './made-pressure.ts'
import { madeWarnings } from './made-warnings.ts'
import { SCENES, type Scene } from './scenes.ts'

/**
 * Boards of the contract without a flow behind them: plausible figures that move a little from tick to tick, the same each time.
 * Each locality shows another scene, in the order of the scenes, or all show the one that is asked for.
 */
export interface MadeWorld {
  /** lets `changes` stages move, and the time with them */
  move: (changes: number, now: number) => void
  board: (locality: string) => Omit<Board, 'version'> | undefined
  council: () => Omit<Council, 'version'>
  /** null: each locality another one */
  show: (scene: Scene | null) => void
}

type Sources = Board['sources']

export function madeWorld(pack: PackView, mode: Mode, sources: (now: number) => Sources, startedAt: number): MadeWorld {
  const chance = seeded(7)
  const ids = [...pack.localities.map((locality) => locality.id), 'unplaced']
  const places = new Map(ids.map((id) => [id, { weight: (pack.pathways.length > 10 ? 0.05 : 0.5) + chance() ** 2, stages: [] as StageBoard[] }]))
  let now = startedAt
  let shown: Scene | null = null
  for (const [id, place] of places) place.stages = stagesOf(pack, servicesIn(pack, id), place.weight, chance, now)

  const extras = (locality: string): Pick<Board, 'duties' | 'capacity'> => {
    if (pack.localities.length > 10 || locality === 'unplaced') return { duties: [], capacity: [] }
    return {
      duties: [
        { duty: 'review', open: 212, overdue: 31, dueSoon: 9, oldestDueAt: now - 90 * DAY, unauthorised: 25, oldestDoneAt: now - 9 * DAY },
        { duty: 'statutory-visit', open: 48, overdue: 0, dueSoon: 6, oldestDueAt: now + 5 * HOUR, unauthorised: 0, oldestDoneAt: null },
      ],
      capacity: [
        { source: '/sir-gar/mosaic', service: 'adults', unit: 'hours', available: 120.5, needed: 214, reportedAt: now - 3 * HOUR, validUntil: now + 5 * HOUR },
        { source: '/sir-gar/ward-board', service: 'adults', unit: 'beds', available: 2, needed: null, reportedAt: now - 30 * HOUR, validUntil: now - 6 * HOUR },
      ],
    }
  }
  const board = (locality: string): Omit<Board, 'version'> | undefined => {
    const place = places.get(locality)
    const scene = shown ?? SCENES[ids.indexOf(locality) % SCENES.length] ?? 'steady'
    const seen = { pack, stages: place?.stages ?? [], services: servicesIn(pack, locality), now: startedAt }
    return (
      place && {
        asOf: now,
        locality,
        mode,
        pressure: [...madePressure(scene, seen)],
        stages: place.stages,
        pathways: pathwaysOf(pack, place.stages),
        flows: flowsOf(place.stages, now),
        ...extras(locality),
        blockages: [...madeBlockages(scene, seen)],
        warnings: [...madeWarnings(scene, seen)],
        scorecard: null,
        leads: [],
        sources: sources(now),
      }
    )
  }
  return {
    board,
    show: (scene) => (shown = scene),
    council: () => councilOf(ids.flatMap((id) => board(id) ?? [])),
    move(changes, at) {
      now = at
      for (let change = 0; change < changes; change++) {
        const place = places.get(ids[Math.floor(chance() * ids.length)] ?? 'unplaced')
        const index = Math.floor(chance() ** 2 * (place?.stages.length ?? 0))
        if (place) place.stages = place.stages.map((stage, at) => (at === index ? moved(stage, chance, now) : stage))
      }
    },
  }
}

/** An area has adults and children, a hospital its discharges, the county's teams children; a city's has what there is. */
function servicesIn(pack: PackView, locality: string): readonly string[] {
  const all = [...new Set(pack.pathways.map(({ service }) => service))]
  const kind = pack.localities.find(({ id }) => id === locality)?.kind ?? 'locality'
  if (all.length === 1) return all
  return kind === 'hospital' ? ['discharge'] : kind === 'county' ? ['children'] : locality === 'unplaced' ? ['adults'] : ['adults', 'children']
}

function stagesOf(pack: PackView, services: readonly string[], weight: number, chance: () => number, now: number): StageBoard[] {
  return pack.pathways.flatMap((pathway, place) =>
    pathway.stages.map((stage) => {
      const size = pack.pathways.length > 10 ? 900 / 2.2 ** place : 60
      const waiting = services.includes(pathway.service) ? Math.floor(weight * size * (0.4 + chance())) : 0
      const overdue = Math.floor(waiting * chance() * 0.4)
      const oldest = waiting === 0 ? null : now - Math.floor((0.02 + chance()) * 220 * DAY)
      const d7 = Math.ceil(waiting * (0.1 + chance() * 0.5))
      const flow = (share: number) => ({ h24: Math.round((share * d7) / 6), d7: Math.round(share * d7) })
      const within = (part: number) => (oldest === null ? null : Math.floor(now - (now - oldest) * part))
      return {
        service: pathway.service,
        pathway: pathway.id,
        stage: stage.id,
        kind: stage.kind,
        waiting,
        byPriority: {},
        quantity: {},
        oldestEnteredAt: oldest,
        enteredAt: { p50: within(0.3), p85: within(0.6), p95: within(0.9) },
        overdue,
        dueSoon: Math.floor((waiting - overdue) * chance() * 0.3),
        arrivals: flow(0.7 + chance() * 0.6),
        departures: flow(0.7 + chance() * 0.6),
        ended: { progressed: 0, declined: 0, admitted: 0, died: 0, other: 0 },
        expectation: madeExpectation(waiting, oldest === null ? 9 * DAY : (now - oldest) / 2, now),
        sourceSays:
          pack.pathways.length < 10 && stage.id === 'allocation'
            ? [{ source: '/sir-gar/mosaic', team: null, open: waiting + 2, ours: waiting, countedAt: now - HOUR }]
            : [],
      }
    }),
  )
}

/** As if 85 in 100 had usually left by half of the age of the oldest; of few nobody can say. */
function madeExpectation(waiting: number, p85: number, now: number): StageBoard['expectation'] {
  const restsOn = { visits: 4 * waiting, since: now - 120 * DAY, until: now - 2 * DAY }
  if (restsOn.visits < 20) return { p50: null, p85: null, leavesWithin7Days: null, ...restsOn, beyond: null }
  return { p50: Math.floor(p85 / 3), p85: Math.floor(p85), leavesWithin7Days: 0.24, ...restsOn, beyond: Math.floor(waiting / 5) }
}

/** Made cases come in at a pathway's first stage and go out at its last. */
function pathwaysOf(pack: PackView, stages: readonly StageBoard[]): Board['pathways'] {
  return pack.pathways.flatMap(({ id, service }) => {
    const own = stages.filter(({ pathway }) => pathway === id)
    const [first, last] = [own[0], own.at(-1)]
    return first && last ? [{ service, pathway: id, arrivals: first.arrivals, departures: last.departures }] : []
  })
}

/** What is usual is somewhat less than what is there; the days of the held ones end with little going out. */
function flowsOf(stages: readonly StageBoard[], now: number): Board['flows'] {
  const weeks = Array.from({ length: 42 }, (_, day) => day)
  const midnight = now - (now % DAY)
  return stages
    .filter(({ kind }) => kind !== 'service')
    .map(({ pathway, stage, waiting, arrivals, departures }) => {
      const usual = { waiting: Math.round(waiting * 0.7), arrivals: arrivals.d7 / 5, departures: departures.d7 / 5 }
      const came = weeks.map((day) => (day % 7 > 4 ? 0 : Math.round(usual.arrivals + ((day * 3) % 4) - 1.5)))
      const went = weeks.map((day) => (day % 7 > 4 || day > 34 ? 0 : Math.max(0, Math.round(usual.departures + ((day * 5) % 4) - 1.5))))
      return { pathway, stage, usual, days: { from: midnight - 42 * DAY, arrived: came.map((count) => Math.max(0, count)), departed: went } }
    })
}

function moved(stage: StageBoard, chance: () => number, now: number): StageBoard {
  const more = (windows: { h24: number; d7: number }) => ({ h24: windows.h24 + 1, d7: windows.d7 + 1 })
  if (chance() < 0.5 || stage.waiting === 0)
    return { ...stage, waiting: stage.waiting + 1, arrivals: more(stage.arrivals), oldestEnteredAt: stage.oldestEnteredAt ?? now }
  const waiting = stage.waiting - 1
  const overdue = Math.min(waiting, stage.overdue - (chance() < 0.5 && stage.overdue > 0 ? 1 : 0))
  if (waiting === 0)
    return { ...stage, waiting, overdue, departures: more(stage.departures), oldestEnteredAt: null, enteredAt: { p50: null, p85: null, p95: null } }
  return { ...stage, waiting, overdue, departures: more(stage.departures) }
}

/** mulberry32: the same made council each time */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
