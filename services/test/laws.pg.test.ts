import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '@weir/shared/contract/event'
import type { BoardContent } from '@weir/shared/domain/read-board'
import { recount } from '../../shared/test/recount.ts'
import { type World, worlds } from '../../shared/test/worlds.ts'
import { type Database, openDatabase } from '../src/edge/ledger/database.ts'
import { silentLog } from '../src/edge/log.ts'
import { type Delivery, type HandDriven, type TestRedis, handDriven, testRedis } from './flow.ts'
import { type TestPlace, kinds } from './ledger-places.ts'

/**
 * Laws 1, 3 and 4 on a real Redis and on both ledgers, in small worlds where much goes wrong. Each batch is delivered once
 * or twice, in any order and some at the same time, while the clock moves on.
 * Broken on purpose: the stamp not looked at in apply.lua; all three failed at once.
 */
const START_MS = 60_000
const PATIENCE_MS = 600_000
const RUN_MS = 30_000
const RUNS = Number(process.env['FC_RUNS'] ?? 25)

interface Delivered {
  readonly world: World
  /** for each event: at which stop of the clock it is committed, and after how many others its batch is projected */
  readonly stops: readonly number[]
  readonly batchSize: number
  readonly order: readonly number[]
  readonly twice: readonly boolean[]
  readonly together: boolean
}

const deliveries: fc.Arbitrary<Delivered> = worlds(30).chain((world) =>
  fc.record({
    world: fc.constant(world),
    stops: fc.array(fc.nat(world.stops.length - 1), { minLength: world.log.length, maxLength: world.log.length }),
    batchSize: fc.integer({ min: 1, max: 12 }),
    order: fc.array(fc.nat(), { minLength: world.log.length, maxLength: world.log.length }),
    twice: fc.array(fc.boolean(), { minLength: world.log.length, maxLength: world.log.length }),
    together: fc.boolean(),
  }),
)

/** Commits and projects the world's log as the story says, and looks at the boards at each stop. */
async function live(
  flow: HandDriven,
  { world, stops, batchSize, order, twice, together }: Delivered,
  look: (now: number, known: readonly Event[]) => Promise<void>,
): Promise<void> {
  const known: Event[] = []
  for (const [stop, now] of world.stops.entries()) {
    flow.setClock(now)
    const coming = world.log.filter((_event, index) => stops[index] === stop)
    const batches: Delivery[] = []
    for (let from = 0; from < coming.length; from += batchSize) {
      const batch = await flow.append(coming.slice(from, from + batchSize))
      if (batch) batches.push(batch)
    }
    known.push(...coming)
    const delivered = batches
      .flatMap((batch, index) => (twice[index] ? [batch, batch] : [batch]))
      .map((batch, index) => ({ batch, at: order[index] ?? 0 }))
      .sort((a, b) => a.at - b.at)
    if (together) await Promise.all([flow.wake(), ...delivered.map(({ batch }) => flow.project(batch))])
    else for (const { batch } of delivered) await flow.project(batch)
    await flow.wake()
    await look(now, known)
  }
}

/** The recount does not say in which order a list stands. */
const inAnyOrder = (items: readonly object[]) => items.map((item) => JSON.stringify(Object.entries(item).sort())).sort()
const counted = ({ stages, pathways, duties, capacity }: Pick<BoardContent, 'stages' | 'pathways' | 'duties' | 'capacity'>) => ({
  stages: stages.map((stage) => ({ ...stage, sourceSays: inAnyOrder(stage.sourceSays) })),
  pathways,
  duties: inAnyOrder(duties),
  capacity: inAnyOrder(capacity),
})
const asJson = (boards: ReadonlyMap<string, BoardContent>): string => JSON.stringify([...boards])

for (const kind of kinds) {
  describe.skipIf(kind.missing !== null)(`on Redis and ${kind.name}${kind.missing === null ? '' : ` (left out: ${kind.missing})`}`, () => {
    let place: TestPlace
    let database: Database
    let stores: TestRedis

    beforeAll(async () => {
      place = await kind.make()
      database = await openDatabase(place.place, silentLog, (error) => {
        throw error
      })
      stores = await testRedis()
    }, START_MS)
    afterAll(async () => {
      await stores.stop()
      await database.close()
      await place.stop()
    }, START_MS)

    test('every figure on a board equals a naive recount over the ledger, however the events came', { timeout: PATIENCE_MS }, async () => {
      await fc.assert(
        fc.asyncProperty(deliveries, async (delivered) => {
          const { world } = delivered
          const flow = await handDriven(stores.redis, database, world.pack, world.stops[0] ?? 0)
          await live(flow, delivered, async (now, known) => {
            const boards = await flow.boards(now)
            for (const [locality, expected] of recount(world.pack, known, now))
              expect(counted(boards.get(locality) as BoardContent), locality).toEqual(counted(expected))
          })
          expect(await flow.generation().store.mark()).toBe(await flow.ledger.head())
        }),
        { numRuns: RUNS, timeout: RUN_MS },
      )
    })

    test('a rebuilt board equals the live one, byte for byte', { timeout: PATIENCE_MS }, async () => {
      await fc.assert(
        fc.asyncProperty(deliveries, async (delivered) => {
          const { world } = delivered
          const flow = await handDriven(stores.redis, database, world.pack, world.stops[0] ?? 0)
          await live(flow, delivered, () => Promise.resolve())
          const now = world.stops.at(-1) ?? 0
          const before = asJson(await flow.boards(now))
          const rows = await visitRows(database, flow)
          await flow.rebuild()
          expect(asJson(await flow.boards(now))).toBe(before)
          expect(await visitRows(database, flow)).toEqual(rows)
        }),
        { numRuns: RUNS, timeout: RUN_MS },
      )
    })

    test('who waits on the boards waits in the visit table', { timeout: PATIENCE_MS }, async () => {
      await fc.assert(
        fc.asyncProperty(deliveries, async (delivered) => {
          const { world } = delivered
          const flow = await handDriven(stores.redis, database, world.pack, world.stops[0] ?? 0)
          await live(flow, delivered, async (now) => {
            const rows = (await visitRows(database, flow)).filter(({ departed_at }) => departed_at === null)
            for (const [locality, board] of await flow.boards(now)) {
              for (const { pathway, stage, waiting } of board.stages) {
                expect(rows.filter((row) => row.locality === locality && row.pathway === pathway && row.stage === stage).length).toBe(waiting)
              }
            }
          })
        }),
        { numRuns: RUNS, timeout: RUN_MS },
      )
    })
  })
}

async function visitRows({ db }: Database, flow: HandDriven) {
  const rows = await db.selectFrom('visit').selectAll().where('authority', '=', flow.root.authority).orderBy('entity').orderBy('ordinal').execute()
  return rows.map(({ version: _version, ...row }) => row)
}
