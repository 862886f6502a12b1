import { describe, expect, test } from 'vitest'
import { MONDAY, OFFICE, chancy, even, flow, lastDay, midnight, none, upTo } from '../../../test/made-days.ts'
import type { Flow } from '../blockage/flow.ts'
import { type StageMemory, alarmFor, memoryOf, stepStage } from './flows.ts'

const ALARM = alarmFor(6)

function stepped(flows: readonly Flow[], to: number, before?: StageMemory, from = MONDAY + 100) {
  let memory = before
  const told: string[] = []
  let step = stepStage(flows, memory, [], OFFICE, ALARM, midnight(from))
  for (let day = from; day <= to; day++) {
    step = stepStage(flows.map((one) => upTo(one, day)), memory, [], OFFICE, ALARM, midnight(day)) // prettier-ignore
    memory = memoryOf(step, memory)
    for (const [place, { transitions }] of step.places.entries()) told.push(...transitions.map(({ state, signal }) => `${place} ${signal.kind} ${state}`))
    told.push(...(step.together?.transitions ?? []).map(({ state, signal }) => `all ${signal.kind} ${state}`))
  }
  return { step, told, memory }
}

const small = (seed: number): Flow => flow(chancy(110, 0.5, 1, seed), [...chancy(95, 0.5, 1, seed + 50), ...none(15)])

describe('a stage in all its places', () => {
  test('tells a stall of small places of all of them together, before any of them could tell', () => {
    const places = [1, 2, 3, 4, 5, 6, 7, 8].map(small)
    const { step, told } = stepped(places, MONDAY + 141)
    expect(step.together?.of.length).toBeGreaterThan(5)
    expect(told).toContain('all blockage opened')
    expect(told.filter((line) => /^\d blockage/.test(line))).toEqual([])
  })
  test('judges a place on its own that can tell within two weeks', () => {
    const { step } = stepped([flow(even(110), even(110)), small(1), small(2)], MONDAY + 140)
    expect(step.together?.of).toEqual([1, 2])
    expect(step.places[0]?.tellsWithin).toBeLessThanOrEqual(3)
  })
  test('has too few to tell where a month of nothing would be no surprise', () => {
    const rare = flow(chancy(110, 0.06, 1, 3), chancy(110, 0.06, 1, 4))
    expect(stepped([rare], MONDAY + 140).step.places[0]?.tellsWithin).toBeNull()
  })
  test('says nothing of a place that is not heeded', () => {
    const stopped = flow(even(110), [...even(80), ...none(30)])
    const step = stepStage([upTo(stopped, MONDAY + 118)], undefined, [], OFFICE, ALARM, midnight(MONDAY + 118), () => false)
    expect(step.places[0]?.transitions).toEqual([])
  })
  test('folded in two parts, with its memory as JSON between them, tells the same', () => {
    const flows = [flow(even(110), [...even(80), ...none(6), ...even(24)]), small(4), small(5)]
    const whole = stepped(flows, lastDay(flows[0] ?? small(0)))
    const first = stepped(flows, MONDAY + 116)
    const second = stepped(flows, lastDay(flows[0] ?? small(0)), JSON.parse(JSON.stringify(first.memory)) as StageMemory, MONDAY + 117)
    expect([...first.told, ...second.told]).toEqual(whole.told)
    expect(whole.told.length).toBeGreaterThan(1)
  })
})

describe('how rare chance must be', () => {
  test('is the same for the stages and places of a small wall, and rarer the larger the wall is', () => {
    expect(alarmFor(1).blockage).toBe(alarmFor(80).blockage)
    expect(alarmFor(160).blockage).toBeCloseTo(alarmFor(80).blockage / 2)
    expect(alarmFor(0)).toEqual(alarmFor(1))
  })
  test('grows sooner for surges and drops of capacity, which have a budget of their own', () => {
    expect(alarmFor(1).other).toBe(alarmFor(16).other)
    expect(alarmFor(160).other).toBeCloseTo(alarmFor(16).other / 10)
  })
})
