import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { nextInstant } from '@weir/shared/domain/judgement/instants'
import { at, pack, tell } from '../../../shared/test/stories.ts'
import { type TestRedis, handDriven, testRedis } from '../../test/flow.ts'
import { onEveryLedger } from '../../test/ledger-places.ts'
import { replayClock } from '../edge/clock.ts'
import type { Ledger } from '../edge/ledger/ledger.ts'
import { silentLog } from '../edge/log.ts'
import { startAssessor } from './start.ts'

/** Broken on purpose: an evaluation that failed stops every later one; an assessor that could not keep what it found goes on. Each failed here. */
const START_MS = 60_000
const NOW = at('20 09:00')
const council: Pack = { ...pack, codes: { ...pack.codes, duties: [{ id: 'review', name: { en: 'Reviews' }, authorised: true }] } }
/** Reviews that were done and wait for a signature: that is told at the first evaluation. */
const events = Array.from({ length: 40 }, (_, n) => [
  tell('entered', '10 09:00', { stage: 'triage', locality: 'north' }, { subject: `p${n}` }),
  tell('duty-set', '10 09:00', { duty: 'review', dueAt: NOW }, { subject: `p${n}` }),
  tell('duty-done', '10 10:00', { duty: 'review' }, { subject: `p${n}` }),
]).flat()

/** Cannot keep an assessment so many times. */
const away = (ledger: Ledger, times: number): Ledger => {
  let failed = 0
  return { ...ledger, keepAssessment: (...given) => (failed++ < times ? Promise.reject(new Error('the ledger is away')) : ledger.keepAssessment(...given)) }
}

onEveryLedger('an assessor on Redis and', ({ database }) => {
  let stores: TestRedis
  beforeAll(async () => {
    stores = await testRedis()
  }, START_MS)
  afterAll(() => stores.stop(), START_MS)

  const keptAfter = async (failures: number) => {
    const flow = await handDriven(stores.redis, database(), council, NOW)
    const batch = await flow.append(events)
    if (batch) await flow.project(batch)
    const listening = new Redis(stores.server.url).on('error', () => undefined)
    const { root } = flow
    const parts = { ledger: away(flow.ledger, failures), redis: stores.redis, listening, root, clock: replayClock(NOW, 1, NOW + DAY), log: silentLog }
    const assessor = await startAssessor({ ...parts, timeZone: pack.timeZone })
    const due = nextInstant(NOW, pack.timeZone)
    try {
      for (let tries = 0; tries < failures; tries++) await expect(assessor.evaluateTo(due)).rejects.toThrow('the ledger is away')
      await assessor.evaluateTo(due)
    } finally {
      await assessor.stop()
      listening.disconnect()
    }
    return { assessment: await flow.ledger.assessment(), transitions: await flow.ledger.transitions(100) }
  }

  it('that could not keep what it found tries again, and keeps then what it would have kept at once', async () => {
    const atOnce = await keptAfter(0)
    expect(atOnce.transitions.length).toBeGreaterThan(0)
    expect(await keptAfter(2)).toEqual(atOnce)
  })
})
