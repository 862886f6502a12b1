import { describe, expect, test } from 'vitest'
import { NOW, late, live, madeCapacity, madeComes, madeService, madeStage, silent, usual } from '../../../test/made-service.ts'
import type { DriverId } from '../../contract/pressure.ts'
import { BUILT_IN } from './built-in.ts'
import type { PressureConfig } from './config.ts'
import { readingsOf } from './drivers.ts'
import type { Reading } from './reading.ts'
import type { ServiceAt, StageAt } from './service-at.ts'
import { trustOf } from './trust.ts'

const WEIGHED: PressureConfig = {
  ...BUILT_IN,
  weights: { ...BUILT_IN.weights, priority: { urgent: 3, low: 0.5 }, interim: { 'hospital-bed': 0.7 }, units: { hours: 0.5 } },
}

function read(id: DriverId, changes: Partial<ServiceAt> = {}): Reading {
  const service = madeService(changes)
  const reading = readingsOf([id], service, WEIGHED, trustOf(service, NOW), NOW).get(id)
  if (!reading) throw new Error(`nothing was read of ${id}`)
  return reading
}

describe('load against throughput', () => {
  const stage = madeStage({ waiting: 60, byPriority: { standard: 60 }, ended: { progressed: 30, declined: 0, admitted: 0, died: 0, other: 0 } })

  test('is the days of work that wait at the usual pace', () => expect(read('load', { stages: [stage] }).value).toBe(10))

  test('weighs people by priority, and less who receive care meanwhile', () => {
    const urgent = { ...stage, byPriority: { urgent: 10, standard: 40, low: 10 } }
    expect(read('load', { stages: [urgent] })).toMatchObject({ value: 12.5, evidence: { waiting: 60, weighed: 75 } })
    const cared = [{ kind: 'reablement', priority: 'standard', count: 30 }]
    expect(read('load', { stages: [{ ...stage, interim: cared }] })).toMatchObject({ value: 7.5, evidence: { weighed: 45, interim: 30, byCare: 15 } })
  })

  test('weighs somebody urgent without care above somebody urgent who receives it, and says what both add', () => {
    const urgent = { ...stage, byPriority: { urgent: 10, standard: 50 } }
    const cared = (priority: string) => [{ ...urgent, interim: [{ kind: 'reablement', priority, count: 10 }] }]
    expect(read('load', { stages: cared('urgent') }).evidence).toMatchObject({ weighed: 65, byPriority: 20, byCare: 15 })
    expect(read('load', { stages: cared('standard') }).evidence).toMatchObject({ weighed: 75, byPriority: 20, byCare: 5 })
  })

  test('may weigh one kind of care otherwise than another', () => {
    const inBeds = { ...stage, interim: [{ kind: 'hospital-bed', priority: null, count: 20 }] }
    expect(read('load', { stages: [inBeds] }).evidence).toMatchObject({ weighed: 54, byCare: 6 })
  })

  test('takes no death and no admission for progress', () => {
    const ended = { progressed: 10, declined: 0, admitted: 10, died: 10, other: 0 }
    expect(read('load', { stages: [{ ...stage, ended }] })).toMatchObject({ value: 20, evidence: { perDay: 3, departures: 6 } })
  })

  test('leaves out whoever receives a service', () => {
    expect(read('load', { stages: [stage, madeStage({ kind: 'service', stage: 'support', waiting: 900 })] }).value).toBe(10)
  })

  test('is not told, rather than zero, before there is a usual', () => {
    for (const departs of [null, usual(6, 10), usual(0)])
      expect(read('load', { stages: [{ ...stage, departs }] })).toMatchObject({ told: 'no-history', value: null })
  })

  test('is not told where most of those who wait are in stages without a usual', () => {
    const unknown = madeStage({ stage: 'panel', waiting: 61, departs: null })
    expect(read('load', { stages: [stage, unknown] }).value).toBeNull()
    expect(read('load', { stages: [stage, { ...unknown, waiting: 60 }] }).value).toBe(10)
  })
})

describe('ageing', () => {
  const aged = (older: number | null, waiting = 40) => read('ageing', { stages: [madeStage({ older, waiting })] })

  test('is what exceeds fifteen in a hundred beyond chance', () => {
    expect(aged(6)).toMatchObject({ value: 0, evidence: { older: 6, of: 40, expected: 6 } })
    expect(aged(9).value).toBe(0)
    expect(aged(20)).toMatchObject({ told: 'told', value: 0.224 })
  })

  test('says less of few than of many', () => {
    expect(aged(2, 2).value).toBeCloseTo(0.275, 2)
    expect(aged(40, 40).value).toBeCloseTo(0.787, 2)
  })

  test('is not told before anybody knows how long people usually wait', () => expect(aged(null)).toMatchObject({ told: 'no-history', value: null }))
})

describe('limits', () => {
  const stages = [madeStage({ timed: 30, overdue: 3, dueSoon: 6 }), madeStage({ kind: 'service', stage: 'receiving', timed: 10, overdue: 1, dueSoon: 2 })]

  test('are shares of those who have a limit, services among them', () => {
    expect(read('overdue', { stages })).toMatchObject({ value: 0.1, evidence: { overdue: 4, of: 40 } })
    expect(read('due', { stages })).toMatchObject({ value: 0.3, evidence: { overdue: 4, dueSoon: 8, of: 40 } })
  })

  test('are not told where nobody has one', () => {
    for (const id of ['overdue', 'due'] as const)
      expect(read(id, { stages: [madeStage({ timed: 0, dueSoon: 0 })] })).toMatchObject({ told: 'no-limit', value: null })
  })

  test('are nobody past them where nobody waits', () => {
    expect(read('overdue', { stages: [madeStage({ waiting: 0, timed: 0, dueSoon: 0 })] })).toMatchObject({ told: 'told', value: 0 })
  })
})

describe('demand against its usual', () => {
  const arrived = (count: number, learntFrom = 60) => read('demand', { comes: [madeComes({ arrived: count, usual: usual(6, learntFrom) })] })

  test('counts only what is above the top of its usual range', () => {
    expect(arrived(30)).toMatchObject({ value: 0, evidence: { arrived: 30, expected: 30, low: 21, high: 39 } })
    expect(arrived(39).value).toBe(0)
    expect(arrived(52).value).toBe(0.333)
  })

  test('has a wider usual range after a short history', () => expect(arrived(52, 15).value).toBeLessThan(0.333))

  test('is too few to tell where hardly any are expected, and not told without a usual', () => {
    expect(read('demand', { comes: [madeComes({ arrived: 4, usual: usual(0.3) })] })).toMatchObject({ told: 'too-few', value: null })
    expect(read('demand', { comes: [madeComes({ usual: null })] })).toMatchObject({ told: 'no-history', value: null })
    expect(read('demand', { comes: [] })).toMatchObject({ told: 'no-history', value: null })
  })
})

describe('capacity against need', () => {
  test('is the share that is short, of what is shortest', () => {
    const capacity = [madeCapacity({ available: 21 }), madeCapacity({ unit: 'hours', available: 60, needed: 100 })]
    expect(read('capacity', { capacity })).toMatchObject({ value: 0.25, about: 'fte', evidence: { available: 21, needed: 28 } })
    expect(read('capacity', { capacity: [madeCapacity({ available: 30 })] }).value).toBe(0)
  })

  test('is not told, rather than zero, where nobody reported a need', () => {
    for (const capacity of [[], [madeCapacity({ needed: null })]]) expect(read('capacity', { capacity })).toMatchObject({ told: 'none-reported', value: null })
  })

  test('that has run out stands as it was last said, and may be anything', () => {
    const capacity = [madeCapacity({ available: 21, validUntil: NOW })]
    expect(read('capacity', { capacity })).toMatchObject({ told: 'expired', value: 0.25, least: 0, most: 1, evidence: { expired: 1 } })
  })
})

describe('blockages', () => {
  const held = (...signals: readonly StageAt['signal'][]) => signals.map((signal, index) => madeStage({ stage: `s${index}`, signal }))

  test('weigh by kind, with those of duties', () => {
    const reading = read('blockages', { stages: held('blockage', 'surge', null), dutySignals: ['authorisation'] })
    expect(reading).toMatchObject({ value: 2, evidence: { blockage: 1, surge: 1, authorisation: 1, of: 3 } })
  })

  test('a lag of the recording is no blockage, but one may hide behind it', () => {
    expect(read('blockages', { stages: held('recording-lag', null) })).toMatchObject({ told: 'uncertain', value: 0, least: 0, most: 1 })
  })

  test('are not told where no stage has a usual to judge by', () => {
    expect(read('blockages', { stages: [madeStage({ departs: null })] })).toMatchObject({ told: 'no-history', value: null })
  })
})

describe("the sources' own counts", () => {
  const said = (...pairs: readonly (readonly [number, number])[]) =>
    read('count', { stages: [madeStage({ said: pairs.map(([open, ours]) => ({ source: '/mosaic', open, ours })) })] })

  test('differ by what is on one list and not on the other', () => {
    expect(said([40, 38])).toMatchObject({ value: 0.05, evidence: { open: 40, ours: 38, apart: 2 } })
    expect(said([12, 8], [8, 12]).value).toBe(0.333)
    expect(said([0, 0]).value).toBe(0)
  })

  test('are not told where no source counts', () => expect(said()).toMatchObject({ told: 'none-reported', value: null }))
})

describe('what rests on a source that does not report', () => {
  const unheard = { ...live('/brokerage'), heardAt: null, lateAt: null, silentAt: null }

  test.each([
    ['late', late('/brokerage')],
    ['silent', silent('/brokerage')],
    ['never heard', unheard],
  ])('may be anything that the figures of the others allow: %s', (_state, brokerage) => {
    const sources = [live('/mosaic'), brokerage, live('/staffing')]
    const stages = [madeStage({ overdue: 10, older: 10 }), madeStage({ stage: 'out', overdue: 10, older: 10, sources: ['/brokerage'] })]
    expect(read('overdue', { stages, sources })).toMatchObject({ told: 'uncertain', value: 0.25, least: 0.125, most: 0.625 })
    expect(read('load', { stages, sources })).toMatchObject({ told: 'uncertain', least: 3.333, most: Infinity })
    expect(read('ageing', { stages, sources }).most).toBeCloseTo(0.38, 2)
    expect(read('blockages', { stages, sources })).toMatchObject({ value: 0, most: 1 })
    expect(read('capacity', { stages, sources }).told).toBe('told')
  })

  test('what has come has come: demand can only be more', () => {
    const sources = [live('/mosaic'), late('/brokerage')]
    const comes = [madeComes({ arrived: 80 }), madeComes({ pathway: 'home-care', sources: ['/brokerage'] })]
    const reading = read('demand', { comes, sources })
    expect(reading).toMatchObject({ told: 'uncertain', least: reading.value, most: Infinity })
  })

  test('a stage of which nobody knows the source depends on all of them', () => {
    const stages = [madeStage({ sources: [] })]
    expect(read('load', { stages }).told).toBe('told')
    expect(read('load', { stages, sources: [live('/mosaic'), late('/staffing')] }).told).toBe('uncertain')
  })

  test('a report of capacity is no surer than its source', () => {
    const sources = [live('/mosaic'), live('/brokerage'), silent('/staffing')]
    expect(read('capacity', { sources })).toMatchObject({ told: 'uncertain', value: 0, least: 0, most: 1 })
  })
})
