import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '@weir/shared/contract/event'
import { type Instant, DAY } from '@weir/shared/contract/instant'
import { unauthorisedCountsKey } from '@weir/shared/domain/metric'
import { at, pack, tell } from '../../shared/test/stories.ts'
import { recount } from '../../shared/test/recount.ts'
import { openHousekeeping } from '../src/projector/housekeeping.ts'
import { type HandDriven, type TestRedis, handDriven, testRedis } from './flow.ts'
import { onEveryLedger } from './ledger-places.ts'

/**
 * Closed cases leave Redis, and come back: what is absent there is read from the ledger, and nothing is counted twice.
 * Broken on purpose: `isNew` not looking at the other names of a person, and `goesWithItsBuckets` always true.
 */
const START_MS = 60_000
const BEGAN = at('02 09:00')
const LATER = BEGAN + 200 * DAY
const time = (instant: Instant): string => new Date(instant).toISOString()

onEveryLedger('a case that was forgotten, on Redis and', ({ database }) => {
  let stores: TestRedis

  beforeAll(async () => {
    stores = await testRedis()
  }, START_MS)
  afterAll(async () => {
    await stores.stop()
  }, START_MS)

  /** What was told is projected; everything closed is forgotten; what came later is projected. */
  async function returning(first: readonly Event[], later: readonly Event[]): Promise<HandDriven> {
    const flow = await handDriven(stores.redis, database(), pack, BEGAN + DAY)
    await deliver(flow, first)
    flow.setClock(LATER)
    await openHousekeeping(stores.redis).tidy(flow.generation(), LATER)
    await deliver(flow, later)
    return flow
  }

  const deliver = async (flow: HandDriven, events: readonly Event[]) => {
    const batch = await flow.append(events)
    if (batch) await flow.project(batch)
  }

  test('keeps its place and priority where it comes back under another name of its person', async () => {
    const first = [
      tell('merged', '02 09:00', { into: 'p' }, { subject: 'q' }),
      tell('entered', '02 09:00', { stage: 'referral', locality: 'south', priority: 'high' }, { subject: 'q' }),
      tell('left', '02 10:00', { outcome: 'home' }, { subject: 'q' }),
    ]
    const later = [tell('entered', time(LATER), { stage: 'referral' }, { subject: 'p' })]
    const flow = await returning(first, later)
    const boards = await flow.boards(LATER)
    expect(boards.get('south')?.stages[0]).toMatchObject({ waiting: 1, byPriority: { high: 1 } })
    for (const [locality, expected] of recount(pack, [...first, ...later], LATER)) expect(boards.get(locality)?.stages, locality).toEqual(expected.stages)
  })

  test('has each of its oddities counted once', async () => {
    const flow = await returning(
      [
        tell('entered', '02 09:00', { stage: 'referral', locality: 'atlantis' }),
        tell('left', '02 10:00', { outcome: 'home' }),
        tell('left', '02 11:00', { outcome: 'home' }),
      ],
      [tell('entered', time(LATER), { stage: 'referral' })],
    )
    expect(await odditiesOf(flow)).toEqual({ 'left-without-visit': 1, 'unknown-locality': 1 })
    await flow.rebuild()
    expect(await odditiesOf(flow)).toEqual({ 'left-without-visit': 1, 'unknown-locality': 1 })
  })

  const odditiesOf = async (flow: HandDriven) => (await flow.boards(LATER)).get('north')?.sources[0]?.oddities

  test('has its unauthorised duty counted once', async () => {
    const authorised = { ...pack, codes: { ...pack.codes, duties: [{ id: 'review', name: { en: 'Review' }, authorised: true }] } }
    const flow = await handDriven(stores.redis, database(), authorised, BEGAN + DAY)
    await deliver(flow, [
      tell('entered', '02 09:00', { stage: 'referral', locality: 'south' }),
      tell('duty-set', '02 09:00', { duty: 'review', dueAt: at('09 09:00') }),
      tell('duty-done', '02 09:30', { duty: 'review' }),
      tell('left', '02 10:00', { outcome: 'home' }),
    ])
    flow.setClock(LATER)
    await openHousekeeping(stores.redis).tidy(flow.generation(), LATER)
    await deliver(flow, [tell('entered', time(LATER), { stage: 'referral' })])
    const { rules, store } = flow.generation()
    const south = rules.localities.indexOf('south')
    expect(await stores.redis.hgetall(store.keys.prefix + unauthorisedCountsKey(south))).toEqual({ review: '1' })
  })
})
