import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStore } from '../../test/memory-store.ts'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { at, pack, tell } from '../../test/stories.ts'
import { worlds } from '../../test/worlds.ts'
import { council as councilSchema } from '../contract/board.ts'
import { recount } from '../../test/recount.ts'
import { councilOf } from './council.ts'

/** Broken on purpose: the arrivals of a service's stages added up, as they once were; both tests of what came in failed. */

describe('the council at a glance', () => {
  const now = at('23 10:00')
  const store = memoryStore(pack)
  const enter = (time: string, stage: string, subject: string) => tell('entered', time, { stage, locality: 'north' }, { subject })
  store.take(
    [
      enter('20 09:00', 'referral', 'a'),
      enter('21 09:00', 'triage', 'b'),
      enter('22 09:00', 'assessment', 'c'),
      enter('01 09:00', 'care', 'd'),
      enter('23 09:00', 'referral', 'e'),
    ],
    now,
  )
  const glance = councilOf(pack.localities.map(({ id }) => store.board(id, now)))

  test('counts apart what waits, what is in hand and what is being received', () => {
    expect(glance.localities[0]?.services).toMatchObject([{ service: 'adults', waiting: 3, inHand: 1, receiving: 1, overdue: 2 }])
  })
  test('is as old as its oldest case that waits or is in hand: care that goes on is no wait', () => {
    expect(glance.localities[0]?.services[0]?.oldestEnteredAt).toBe(at('20 09:00'))
  })
  test('shows the worst queues first: overdue, then many, and none that only serve or are empty', () => {
    expect(glance.localities[0]?.worst.map(({ stage }) => stage)).toEqual(['triage', 'referral', 'assessment'])
    expect(glance.localities[1]?.worst).toEqual([])
  })
  test('shows every stage of a journey that is alive, in order and against what is usual, and none of one that is not', () => {
    const north = store.board('north', now)
    const usual = { waiting: 7, arrivals: 1, departures: 1 }
    const flow = { pathway: north.stages[0]?.pathway ?? '', stage: north.stages[0]?.stage ?? '', usual, days: null }
    const [told, still] = councilOf([{ ...north, flows: [flow] }, store.board('south', now)]).localities
    expect(told?.stages.map(({ stage, waiting, usual: usually }) => [stage, waiting, usually])).toEqual([
      ['referral', 2, 7],
      ['triage', 1, null],
      ['assessment', 1, null],
    ])
    expect(still?.stages).toEqual([])
  })
  test('counts what came into a service once, however many stages it went through', () => {
    const through = memoryStore(pack)
    through.take([enter('23 07:00', 'referral', 'f'), enter('23 08:00', 'triage', 'f'), enter('23 09:00', 'assessment', 'f')], now)
    expect(councilOf([through.board('north', now)]).localities[0]?.services[0]).toMatchObject({ arrivals: { h24: 1, d7: 1 }, departures: { h24: 0, d7: 0 } })
  })
  test('counts what came into a service and what went out of it as a naive recount does', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(worlds(), ({ pack, log, stops }) => {
        const end = stops.at(-1) ?? 0
        const store = memoryStore(pack)
        store.take(log, end)
        const expected = recount(pack, log, end)
        for (const { locality, services } of councilOf([...store.boards(end).values()]).localities) {
          for (const { service, arrivals, departures } of services) {
            const own = (expected.get(locality)?.pathways ?? []).filter((pathway) => pathway.service === service)
            const sum = (value: (pathway: (typeof own)[number]) => number) => own.reduce((total, pathway) => total + value(pathway), 0)
            expect(arrivals).toEqual({ h24: sum((one) => one.arrivals.h24), d7: sum((one) => one.arrivals.d7) })
            expect(departures).toEqual({ h24: sum((one) => one.departures.h24), d7: sum((one) => one.departures.d7) })
          }
        }
      }),
      runs(300),
    )
  })
  test('of no board there is none', () => expect(() => councilOf([])).toThrow(RangeError))
  test('keeps to the contract', { timeout: PATIENCE_MS }, () => {
    fc.assert(
      fc.property(worlds(), ({ pack, log, stops }) => {
        const store = memoryStore(pack)
        store.take(log, stops.at(-1) ?? 0)
        councilSchema.parse({ version: { epoch: 'e', seq: 0 }, ...councilOf([...store.boards(stops.at(-1) ?? 0).values()]) })
      }),
      runs(50),
    )
  })
})
