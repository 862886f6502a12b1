import { writeFile } from 'node:fs/promises'
import type { Board, StageBoard } from '@weir/shared/contract/board'
import type { Instant } from '@weir/shared/contract/instant'
import { UNPLACED } from '@weir/shared/contract/pack'
import { replayClock } from '../edge/clock.ts'
import type { Log } from '../edge/log.ts'
import { loadPack, loadPostcodes } from '../edge/pack.ts'
import { readEventFile } from './event-file.ts'
import { feedAll, feedAtSpeed } from './feed.ts'
import { openOwnWeir } from './own-weir.ts'

/** The whole flow over a recorded file, embedded and in a folder of its own. */
export interface ReplayOptions {
  readonly events: string
  readonly pack: string
  readonly speed: number | 'max'
  readonly until: Instant | null
  readonly json: boolean
  readonly report: string | null
  readonly host: string
  readonly port: number
  readonly release: string
}

export async function replay(options: ReplayOptions, print: (text: string) => void, stopped: () => boolean, stop: Promise<void>, log: Log): Promise<void> {
  const pack = await loadPack(options.pack)
  const span = await spanOf(options.events)
  const until = options.until ?? span.last
  const clock = replayClock(Math.min(span.first, until), options.speed, until)
  const own = await openOwnWeir({
    pack,
    postcodes: await loadPostcodes(options.pack),
    clock,
    host: options.host,
    port: options.port,
    boards: options.json ? 'open' : undefined, // the boards are printed from what the gateway answers
    release: options.release,
    stopped,
    log,
  })
  try {
    log.info({ url: own.weir.gateway.url }, 'replaying')
    const lines = readEventFile(options.events)[Symbol.asyncIterator]()
    const tally =
      options.speed === 'max'
        ? await feedAll(lines, own.feed, until, (so, now) => log.info({ lines: so.lines, accepted: so.accepted, at: new Date(now).toISOString() }, 'replayed'))
        : await feedAtSpeed(lines, own.feed, options.speed, until)
    if (tally.rejected > 0) log.warn({ lines: tally.lines, rejected: tally.rejected }, 'some lines were rejected: --report FILE says which, and why')
    if (options.report !== null) await writeFile(options.report, `${JSON.stringify(tally, null, 2)}\n`)
    if (!stopped()) clock.set(until)
    clock.end()
    await own.feed.settle(clock.now())
    if (options.json) print(`${JSON.stringify(await boardsOf(own.weir.gateway.url, [UNPLACED, ...pack.localities.map(({ id }) => id)]))}\n`)
    else if (!stopped()) {
      log.info({ url: own.weir.gateway.url }, 'the replay has ended; the wall stays until you stop it with Ctrl-C')
      await stop
    }
  } finally {
    await own.stop()
  }
}

/** The first and last instants of recording in a file, which the clock runs between. */
async function spanOf(path: string): Promise<{ readonly first: Instant; readonly last: Instant }> {
  let first = Infinity
  let last = -Infinity
  for await (const { recordedAt } of readEventFile(path)) {
    if (recordedAt === null) continue
    first = Math.min(first, recordedAt)
    last = Math.max(last, recordedAt)
  }
  if (first === Infinity) throw new Error(`${path} has no event with a time in it`)
  return { first, last }
}

async function boardsOf(url: string, localities: readonly string[]): Promise<Record<string, unknown>> {
  const boards: Record<string, unknown> = {}
  for (const locality of localities) {
    const response = await fetch(`${url}/api/documents/board/${encodeURIComponent(locality)}`)
    if (!response.ok) throw new Error(`the gateway answered ${response.status} for a board`)
    boards[locality] = withAges((await response.json()) as Board)
  }
  return boards
}

function withAges(board: Board): unknown {
  const age = (enteredAt: Instant | null): number | null => (enteredAt === null ? null : board.asOf - enteredAt)
  return {
    ...board,
    stages: board.stages.map((stage: StageBoard) => ({
      ...stage,
      age: { p50: age(stage.enteredAt.p50), p85: age(stage.enteredAt.p85), p95: age(stage.enteredAt.p95) },
    })),
  }
}
