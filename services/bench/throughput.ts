import { join } from 'node:path'
import { startRedisServer } from '../src/edge/redis-server.ts'
import { silentLog } from '../src/edge/log.ts'
import type { Bench, Measurement } from './bench.ts'
import { type Asked, startScript } from './child.ts'
import type { JobsAnswer, JobsQuestion } from './bullmq-script.ts'
import { bodiesOf, mix, standingOpen } from './events.ts'
import { postAll, toWeir } from './post.ts'
import { atLeast, rowOf } from './row.ts'
import { type Compared, compared, inRounds } from './statistics.ts'
import { type WeirUnderTest, openStoresApart, postgresMissing, startApart, startEmbedded } from './weir-under-test.ts'

/**
 * Events a second through the whole flow: posted over HTTP in batches, committed, queued, projected, the visit table written
 * and the mark there. Against BullMQ alone: a job that does nothing for each event, added in bulk by one process and worked
 * off by another, with the concurrency that suits it best, on a Redis with the same settings.
 */
const NAME = 'throughput'
const SAYS = 'events/s through the whole flow, against BullMQ alone'
const GOAL = atLeast(1)
const BATCH = 500
const AT_ONCE = 4
export const STANDING = 1000
const CONCURRENCIES = [50, 150, 500]

export const throughput: Measurement = {
  name: NAME,
  rows: [{ name: NAME, says: SAYS, goal: GOAL }],
  run: async (bench) => {
    const bare = await startBare(bench)
    const runs = [{ how: 'embedded (PGlite)', ...(await against(bench, await startEmbedded(bench), bare, 'embedded')) }]
    if (postgresMissing === null) {
      const stores = await openStoresApart(bench)
      runs.push({ how: 'processes apart on PostgreSQL and Redis', ...(await against(bench, await startApart(bench, stores), bare, 'apart')) })
    }
    const [best, other] = runs.toSorted((a, b) => b.ratio - a.ratio)
    if (!best) throw new Error('nothing was measured')
    return [
      rowOf({
        name: NAME,
        says: SAYS,
        goal: GOAL,
        unit: 'events/s',
        ...best,
        told: [`ours ${best.how}`, other && `${other.how}: ${Math.round(other.ours)}/s, ratio ${other.ratio.toFixed(2)}`, bare.told].filter(Boolean).join('; '),
      }),
    ]
  },
}

const sizes = ({ smoke }: Bench) => ({ events: smoke ? 1000 : 40_000, rounds: smoke ? 1 : 3 })

async function against(bench: Bench, weir: WeirUnderTest, bare: Bare, how: string): Promise<Compared> {
  const { events, rounds } = sizes(bench)
  bench.say(`  ${how}: ${events} events a round`)
  await fill(bench, weir, STANDING)
  const flow = liveFlow(bench, weir, events, STANDING)
  return compared(await inRounds(rounds, flow, () => bare.perSecond(events), bench.say, !bench.smoke))
}

/** Posts the next `count` events of the mix and says how many a second were projected. */
export function liveFlow(bench: Bench, weir: WeirUnderTest, count: number, standing: number): () => Promise<number> {
  const poster = bench.opened(toWeir(weir, true))
  let posted = 0
  return async () => {
    const bodies = bodiesOf(mix(posted / 2, count, standing, bench.pack, Date.now()), BATCH)
    const from = await weir.mark()
    posted += count
    const began = performance.now()
    await postAll(poster, bodies, AT_ONCE)
    await weir.through(from + count)
    return (count / (performance.now() - began)) * 1000
  }
}

/** Posts cases that stay open, and waits until they are projected. */
export async function fill(bench: Bench, weir: WeirUnderTest, standing: number): Promise<void> {
  const poster = bench.opened(toWeir(weir, true))
  const from = await weir.mark()
  await postAll(poster, bodiesOf(standingOpen(standing, bench.pack, Date.now()), BATCH), AT_ONCE)
  await weir.through(from + standing)
}

interface Bare {
  perSecond(jobs: number): Promise<number>
  readonly told: string
}

async function startBare(bench: Bench): Promise<Bare> {
  const redis = bench.opened(await startRedisServer(join(await bench.folder(), 'redis'), silentLog))
  const start = async (role: string) => bench.opened(await startScript<JobsQuestion, JobsAnswer>('./bullmq-script.ts', [role, redis.url]))
  const adder = await start('add')
  const worker = await start('work')
  const perSecond = async (jobs: number, concurrency: number): Promise<number> => jobsPerSecond(adder, worker, jobs, concurrency)
  const tried: { readonly concurrency: number; readonly rate: number }[] = []
  const { events } = sizes(bench)
  await perSecond(events / 4, CONCURRENCIES[0] ?? 1)
  for (const concurrency of bench.smoke ? CONCURRENCIES.slice(0, 1) : CONCURRENCIES) tried.push({ concurrency, rate: await perSecond(events / 2, concurrency) })
  const [best] = tried.toSorted((a, b) => b.rate - a.rate)
  if (!best) throw new Error('no concurrency was tried')
  bench.say(`  BullMQ alone: ${tried.map(({ concurrency, rate }) => `${Math.round(rate)}/s at concurrency ${concurrency}`).join(', ')}`)
  return { perSecond: (jobs) => perSecond(jobs, best.concurrency), told: `BullMQ at concurrency ${best.concurrency}` }
}

type Script = Asked<JobsQuestion, JobsAnswer>

async function jobsPerSecond(adder: Script, worker: Script, jobs: number, concurrency: number): Promise<number> {
  await worker.ask({ kind: 'open', concurrency, jobs })
  const done = worker.ask({ kind: 'done' })
  const began = performance.now()
  await Promise.all([adder.ask({ kind: 'add', jobs }), done])
  return (jobs / (performance.now() - began)) * 1000
}
