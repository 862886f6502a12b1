import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOW, late, live, madeCapacity, madeComes, madeService, madeStage, silent, usual } from '../../../test/made-service.ts'
import { DRIVERS, type DriverId, pressureBoard } from '../../contract/pressure.ts'
import { BUILT_IN } from './built-in.ts'
import type { PressureConfig } from './config.ts'
import type { Readings } from './drivers.ts'
import { NEW_PRESSURE, type PressureMemory, pressureOf } from './pressure.ts'
import { notTold, tell } from './reading.ts'
import { type Reached, scoreOf } from './score.ts'
import type { ServiceAt, StageAt } from './service-at.ts'

const HOUR = 3_600_000
const step = (enter: number, leave: number, points: number) => ({ enter, leave, points })
const CONFIG: PressureConfig = {
  ...BUILT_IN,
  drivers: {
    load: [step(10, 8, 2), step(20, 17, 4)],
    ageing: [step(0.05, 0.02, 1), step(0.15, 0.1, 2)],
    overdue: [step(0.1, 0.07, 1), step(0.25, 0.2, 3)],
    due: [step(0.3, 0.24, 1)],
    demand: [step(0.1, 0.02, 1), step(0.3, 0.2, 2)],
    capacity: [step(0.1, 0.06, 1), step(0.2, 0.15, 2), step(0.35, 0.28, 4)],
    blockages: [step(0.4, 0.2, 2), step(1, 0.7, 6)],
    count: [step(0.05, 0.03, 1), step(0.15, 0.1, 3)],
  },
  levels: [
    { enter: 20, leave: 15 },
    { enter: 40, leave: 34 },
    { enter: 60, leave: 52 },
  ],
  cards: { steady: [], busy: ['duty-cover'], high: ['duty-cover', 'extra-panel'], critical: ['extra-panel'] },
}
const at = (service: ServiceAt, before: PressureMemory = NEW_PRESSURE, now = NOW) => pressureOf(service, CONFIG, before, now)

/** Work waits for long, much of it is overdue and one stage is held. */
const STRAINED: Partial<ServiceAt> = {
  stages: [
    madeStage({ waiting: 130, timed: 130, overdue: 50, older: 50, byPriority: {}, signal: 'blockage' }),
    madeStage({ stage: 'out', pathway: 'home-care', sources: ['/brokerage'] }),
  ],
}

describe('the level of one service in one locality', () => {
  test('is steady in a quiet week, with nothing weakened and no card', () => {
    const { pressure } = at(madeService())
    expect(pressure).toMatchObject({ level: 1, range: { from: 1, to: 1 }, weakened: false, sources: { late: [], silent: [], of: 3 }, card: [] })
    expect(pressure.drivers.map(({ id }) => id)).toEqual(DRIVERS)
  })

  test('rises with what goes wrong, says what each driver adds, and brings its card', () => {
    const { pressure } = at(madeService(STRAINED))
    expect(pressure.level).toBe(3)
    expect(pressure.card).toEqual(['duty-cover', 'extra-panel'])
    expect(pressure.score).toBe(pressure.drivers.filter(({ id }) => id !== 'count').reduce((sum, { points }) => sum + points, 0))
    expect(pressure.drivers.find(({ id }) => id === 'overdue')).toMatchObject({
      value: 0.294,
      step: 2,
      told: 'told',
      range: null,
      evidence: { overdue: 50, of: 170 },
    })
  })

  test('crosses the wire as its contract says, and its memory survives JSON', () => {
    for (const changes of [{}, STRAINED, { sources: [silent('/mosaic')] }, { stages: [], comes: [], capacity: [] }]) {
      const { pressure, memory } = at(madeService(changes))
      expect(pressureBoard.parse(JSON.parse(JSON.stringify(pressure)))).toEqual(pressure)
      expect(JSON.parse(JSON.stringify(memory))).toEqual(memory)
    }
  })

  test('is left at fewer points than it is entered at, so that it does not flicker', () => {
    const four = madeService({ capacity: [madeCapacity({ available: 17 })] }) // 4 of 22 points: between 15 and 20 per cent
    expect(at(four).pressure).toMatchObject({ score: 4, of: 22, level: 1 })
    expect(at(four, { ...NEW_PRESSURE, level: 2, since: NOW - HOUR }).pressure).toMatchObject({ level: 2, since: NOW - HOUR })
  })

  test('says since when it holds', () => {
    const first = at(madeService())
    const second = at(madeService(), first.memory, NOW + HOUR)
    expect(second.pressure.since).toBe(NOW)
    const third = at(madeService(STRAINED), second.memory, NOW + HOUR)
    expect(third.pressure.since).toBe(NOW + HOUR)
  })
})

describe('what cannot be told', () => {
  test('is neither calm nor pressure: the level goes by what can be told', () => {
    const { pressure } = at(madeService({ ...STRAINED, capacity: [] }))
    expect(pressure.drivers.find(({ id }) => id === 'capacity')).toMatchObject({ told: 'none-reported', value: null, points: 0, range: null })
    expect(pressure).toMatchObject({ score: 13, of: 18, level: 4 })
    expect(at(madeService(STRAINED)).pressure).toMatchObject({ score: 13, of: 22, level: 3 })
  })

  test('where it is too much, no level is told, and none is ruled out', () => {
    const young = [madeStage({ departs: null, older: null })]
    const { pressure } = at(madeService({ stages: young, comes: [] }))
    expect(pressure).toMatchObject({ level: null, range: { from: 1, to: 4 }, card: [], disagrees: null })
  })

  test('keeps the step that it had, so that a gap in the figures is no calm', () => {
    const short = at(madeService({ capacity: [madeCapacity({ available: 22 })] }))
    expect(short.memory.steps.capacity).toBe(2)
    const gap = at(madeService({ capacity: [] }), short.memory, NOW)
    const back = at(madeService({ capacity: [madeCapacity({ available: 23.7 })] }), gap.memory, NOW)
    expect(back.pressure.drivers.find(({ id }) => id === 'capacity')).toMatchObject({ value: 0.154, step: 2 })
  })
})

describe('a source that does not report', () => {
  const sources = [live('/mosaic'), live('/brokerage'), live('/staffing')]

  test('silenced, it weakens the score where everyone can see it: named, counted, and a wider range', () => {
    const before = at(madeService({ ...STRAINED, sources }))
    const after = at(madeService({ ...STRAINED, sources: [silent('/mosaic'), live('/brokerage'), live('/staffing')] }), before.memory)
    expect(before.pressure).toMatchObject({ weakened: false, range: { from: 3, to: 3 } })
    expect(after.pressure).toMatchObject({ level: 3, weakened: true, sources: { late: [], silent: ['/mosaic'], of: 3 }, range: { from: 1, to: 4 } })
    expect(after.pressure.drivers.filter(({ told }) => told === 'uncertain').map(({ id }) => id)).toEqual([
      'load',
      'ageing',
      'overdue',
      'due',
      'demand',
      'blockages',
    ])
  })

  test('never makes it calmer than its last figures were', () => {
    for (const state of [late, silent])
      for (const id of ['/mosaic', '/brokerage', '/staffing'])
        for (const changes of [{}, STRAINED]) {
          const { pressure } = at(madeService({ ...changes, sources: sources.map((source) => (source.id === id ? state(id) : source)) }))
          expect(pressure.level).toBe(at(madeService(changes)).pressure.level)
          expect(pressure.weakened).toBe(true)
          expect(pressure.range.to).toBeGreaterThanOrEqual(pressure.level ?? 4)
        }
  })

  test('widens only what rests on it', () => {
    const { pressure } = at(madeService({ sources: [live('/mosaic'), live('/brokerage'), late('/staffing')] }))
    expect(pressure.drivers.filter(({ range }) => range !== null).map(({ id, range }) => [id, range])).toEqual([['capacity', { from: 0, to: 4 }]])
    expect(pressure.sources).toEqual({ late: ['/staffing'], silent: [], of: 3 })
  })

  test('of which the list is disputed, it adds doubt and no points', () => {
    const said = [{ source: '/mosaic', open: 60, ours: 40 }]
    const { pressure } = at(madeService({ ...STRAINED, stages: (STRAINED.stages ?? []).map((stage) => ({ ...stage, said })) }))
    const undisputed = at(madeService(STRAINED)).pressure
    expect(pressure).toMatchObject({ score: undisputed.score, of: undisputed.of, level: 3, weakened: true })
    expect(pressure.range.to - pressure.range.from).toBeGreaterThan(0)
  })
})

describe('a declared level', () => {
  const declared = { level: 4, reason: 'Two wards closed', at: NOW - HOUR, until: NOW + HOUR } as const

  test('stands beside the calculated one and says by how much it differs', () => {
    const { pressure } = at(madeService({ declared }))
    expect(pressure).toMatchObject({ level: 1, declared, disagrees: 3, card: [] })
    expect(at(madeService({ ...STRAINED, declared: { ...declared, level: 1 } })).pressure.disagrees).toBe(-2)
  })

  test('changes nothing else', () => {
    const { declared: _declared, disagrees: _disagrees, ...rest } = at(madeService({ declared })).pressure
    const { declared: _none, disagrees: _nothing, ...without } = at(madeService()).pressure
    expect(rest).toEqual(without)
  })

  test('that has run out, or has yet to begin, is gone', () => {
    for (const now of [NOW + HOUR, NOW - 2 * HOUR])
      expect(at(madeService({ declared }), NEW_PRESSURE, now).pressure).toMatchObject({ declared: null, disagrees: null })
  })
})

const value = fc.double({ min: 0, max: 60, noNaN: true })
const bounds = fc.tuple(fc.double({ min: 0, max: 10, noNaN: true }), fc.double({ min: 0, max: 10, noNaN: true }))
const reading = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(value, bounds).map(([one, [less, more]]) => tell(one, {}, { least: one - less, most: one + more })) },
  { weight: 1, arbitrary: fc.constant(notTold('no-history')) },
)
const readings: fc.Arbitrary<Readings> = fc.tuple(...DRIVERS.map(() => reading)).map((all) => new Map(all.map((one, index) => [DRIVERS[index] ?? 'load', one])))
const reached: fc.Arbitrary<Reached> = fc.record({
  level: fc.constantFrom(null, 1, 2, 3, 4),
  steps: fc.dictionary(fc.constantFrom(...DRIVERS), fc.nat({ max: 3 })),
})

describe('for any figures', () => {
  test('a worse driver never lowers the level, nor either end of its range', () => {
    fc.assert(
      fc.property(
        readings,
        reached,
        fc.constantFrom(...DRIVERS.filter((id) => id !== 'count')),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (all, before, id, by) => {
          const one = all.get(id)
          if (!one || one.value === null) return
          const worse = new Map(all).set(id, { ...one, value: one.value + by, least: one.least + by, most: one.most + by })
          const [low, high] = [scoreOf(all, CONFIG, before), scoreOf(worse, CONFIG, before)]
          expect(high.level ?? 0).toBeGreaterThanOrEqual(low.level ?? 0)
          expect(high.range.from).toBeGreaterThanOrEqual(low.range.from)
          expect(high.range.to).toBeGreaterThanOrEqual(low.range.to)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('the level is within its range', () => {
    fc.assert(
      fc.property(readings, reached, (all, before) => {
        const { level, range } = scoreOf(all, CONFIG, before)
        expect(range.from).toBeLessThanOrEqual(level ?? 1)
        expect(range.to).toBeGreaterThanOrEqual(level ?? 4)
      }),
      { numRuns: 500 },
    )
  })

  const stage = fc
    .record({
      waiting: fc.nat({ max: 200 }),
      overdue: fc.nat({ max: 60 }),
      older: fc.nat({ max: 60 }),
      signal: fc.constantFrom(null, 'surge', 'blockage', 'recording-lag'),
    })
    .map(({ waiting, overdue, older, signal }) =>
      madeStage({
        waiting,
        timed: waiting,
        byPriority: {},
        overdue: Math.min(overdue, waiting),
        dueSoon: 0,
        older: Math.min(older, waiting),
        signal: signal as StageAt['signal'],
      }),
    )
  const week = fc.record({
    stages: fc.array(stage, { minLength: 1, maxLength: 4 }),
    arrived: fc.nat({ max: 90 }),
    available: fc.nat({ max: 28 }),
    mosaic: fc.constantFrom(live, late, silent),
  })
  const serviceOf = ({ stages, arrived, available, mosaic }: typeof week extends fc.Arbitrary<infer T> ? T : never): ServiceAt =>
    madeService({
      stages,
      comes: [madeComes({ arrived, usual: usual(6) })],
      capacity: [madeCapacity({ available })],
      sources: [mosaic('/mosaic'), live('/staffing')],
    })
  const fold = (services: readonly ServiceAt[]) => {
    let memory = NEW_PRESSURE
    return services.map((service, index) => {
      const { pressure, memory: next } = pressureOf(service, CONFIG, memory, NOW + index)
      memory = JSON.parse(JSON.stringify(next)) as PressureMemory
      return pressure
    })
  }

  test('the same weeks give the same levels, however often they are folded', () => {
    fc.assert(
      fc.property(fc.array(week, { maxLength: 6 }), (weeks) => {
        expect(fold(weeks.map(serviceOf))).toEqual(fold(weeks.map(serviceOf)))
      }),
      { numRuns: 60 },
    )
  })

  test('weeks with one more person overdue everywhere are never on a lower level, from first to last', () => {
    const oneMore = (one: StageAt): StageAt => ({ ...one, overdue: Math.min(one.overdue + 1, one.timed), older: Math.min((one.older ?? 0) + 1, one.waiting) })
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 6 }), (weeks) => {
        const calmer = fold(weeks.map(serviceOf))
        const worse = fold(weeks.map(serviceOf).map((service) => ({ ...service, stages: service.stages.map(oneMore) })))
        worse.forEach(({ level }, index) => expect(level ?? 0).toBeGreaterThanOrEqual(calmer[index]?.level ?? 0))
      }),
      { numRuns: 200 },
    )
  })

  test('figures that sway between leave and enter give one change, not one a day', () => {
    const swaying = Array.from({ length: 20 }, (_, day) => madeService({ capacity: [madeCapacity({ available: 28 * (1 - (day % 2 === 0 ? 0.21 : 0.16)) })] }))
    const steps = fold(swaying).map(({ drivers }) => drivers.find(({ id }: { id: DriverId }) => id === 'capacity')?.step)
    expect(new Set(steps)).toEqual(new Set([2]))
  })
})
