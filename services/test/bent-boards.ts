import type { Board, Council } from '@weir/shared/contract/board'

/** Recorded boards bent into what a wall must have room for, whatever comes together. Pure: nothing here serves anything. */

const HOUR = 3_600_000

/** Its sources were last heard five hours ago, and are late since three. */
export const late = (board: Board, count = 1): Board => ({
  ...board,
  sources: board.sources.map((source, index) =>
    index < count ? { ...source, heardAt: board.asOf - 5 * HOUR, lateAt: board.asOf - 3 * HOUR, silentAt: board.asOf + 20 * HOUR } : source,
  ),
})

export const steady = (board: Board): Board => ({
  ...board,
  pressure: board.pressure.map((one) => ({ ...one, level: 1, range: { from: 1, to: 1 }, weakened: false, card: [] })),
})

/** A quiet day: every level steady beyond doubt and nothing held, all over the council, but in the places that are named. */
export const calm = (council: Council, but: readonly string[] = []): Council => ({
  ...council,
  version: { ...council.version, seq: council.version.seq + 1 },
  localities: council.localities.map((one) =>
    but.includes(one.locality)
      ? one
      : {
          ...one,
          blocked: 0,
          blockages: [],
          pressure: one.pressure.map((level) => ({
            ...level,
            level: 1,
            range: { from: 1, to: 1 },
            weakened: false,
            declared: null,
            disagrees: null,
            sources: { ...level.sources, late: [], silent: [] },
          })),
        },
  ),
})

/** As high as it could be, with all that then has to be said: late sources, a range of levels, every driver, a long card. */
export const pressing = (board: Board): Board => ({
  ...board,
  pressure: board.pressure.map((one) => ({
    ...one,
    level: 2,
    range: { from: 1, to: 4 },
    weakened: true,
    sources: { late: board.sources.slice(0, 3).map(({ id }) => id), silent: [], of: 4 },
    drivers: one.drivers.map((driver) => ({ ...driver, points: driver.value === null ? 0 : Math.min(2, driver.most) })),
  })),
})

/** So many things are held, and so many lines may be crossed. */
export function crowded(board: Board, blockages: number, warnings: number): Board {
  const stages = board.stages.filter(({ kind, waiting }) => kind !== 'service' && waiting > 0)
  const [held] = board.blockages.filter(({ stage }) => stage !== null)
  if (!held) throw new Error(`nothing is held in ${board.locality}`)
  return {
    ...board,
    blockages: [
      ...board.blockages,
      ...stages.filter(({ stage }) => stage !== held.stage).map(({ pathway, stage, waiting }) => ({ ...held, pathway, stage, waiting, behind: 2 })),
    ].slice(0, blockages),
    leads: ['llanelli', 'taf-teifi-tywi'].map((from) => ({ service: 'adults', from, to: board.locality, lagDays: 3, strength: 0.5, chance: 0.05 })),
    warnings: stages.slice(0, warnings).map(({ service, pathway, stage, waiting }, index) => ({
      service,
      pathway,
      stage,
      line: index % 2 === 0 ? 'waiting' : 'overdue',
      now: waiting,
      threshold: waiting + 9,
      chances: ([1, 3, 7, 14] as const).map((days) => ({ days, by: board.asOf + days * 24 * HOUR, chance: days === 1 ? 0.01 : 0.99 })),
      since: board.asOf - HOUR,
      record: { shown: 71, came: 41, brier: 0.1, of: 300 },
    })),
  }
}

/** What has no locality: a few cases of every journey, with a level of each of these services. */
export function unplaced(board: Board, services: readonly string[]): Board {
  const few = (index: number) => ({ h24: 0, d7: index % 4 })
  return {
    ...board,
    locality: 'unplaced',
    blockages: [],
    warnings: [],
    pressure: services.flatMap((service) => board.pressure.slice(0, 1).map((one) => ({ ...one, service }))),
    stages: board.stages.map((stage, index) => {
      const there = services.includes(stage.service) && index % 3 > 0
      return {
        ...stage,
        waiting: there ? index % 5 : 0,
        overdue: there ? Math.min(1, index % 5) : 0,
        arrivals: there ? few(index) : few(0),
        departures: few(0),
      }
    }),
    flows: [],
  }
}

/** Nothing was ever recorded here. */
export const nothing = (board: Board): Board => ({
  ...board,
  pressure: [],
  blockages: [],
  warnings: [],
  flows: [],
  duties: [],
  capacity: [],
  stages: board.stages.map((stage) => ({
    ...stage,
    waiting: 0,
    overdue: 0,
    dueSoon: 0,
    oldestEnteredAt: null,
    arrivals: { h24: 0, d7: 0 },
    departures: { h24: 0, d7: 0 },
  })),
})

/** Every level could be critical, because sources are late. */
export function doubted(council: Council): Council {
  const version = { ...council.version, seq: council.version.seq + 1 }
  const doubt = { weakened: true, range: { from: 1 as const, to: 4 as const }, sources: { late: ['a', 'b', 'c'], silent: [], of: 4 } }
  const localities = council.localities.map((one) => ({ ...one, pressure: one.pressure.map((level) => ({ ...level, ...doubt })) }))
  return { ...council, version, localities }
}

export function critical(council: Council, where: string): Council {
  const version = { ...council.version, seq: council.version.seq + 1 }
  const localities = council.localities.map((one) =>
    one.locality === where
      ? { ...one, pressure: one.pressure.map((level) => ({ ...level, level: 4 as const, range: { from: 4 as const, to: 4 as const } })) }
      : one,
  )
  return { ...council, version, asOf: council.asOf + 1000, localities }
}

/** The first place has all three services, with a level each. */
export function threefold(council: Council): Council {
  const version = { ...council.version, seq: council.version.seq + 1 }
  const [first, ...rest] = council.localities
  const [level, totals] = [first?.pressure[0], first?.services[0]]
  if (!first || !level || !totals) throw new Error('the recorded council has no level')
  const names = ['adults', 'children', 'discharge']
  const high = { ...level, level: 3 as const, range: { from: 3 as const, to: 3 as const } }
  const three = {
    ...first,
    blockages: [],
    blocked: 0,
    pressure: names.map((service) => ({ ...high, service })),
    services: names.map((service) => ({ ...totals, service })),
  }
  return { ...council, version, localities: [three, ...rest] }
}
