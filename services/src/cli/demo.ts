import { fileURLToPath } from 'node:url'
import { replayClock } from '../edge/clock.ts'
import type { Log } from '../edge/log.ts'
import { loadPack, loadPostcodes } from '../edge/pack.ts'
import { readEvents } from '../intake/sources/boston-311/read.ts'
import { type Line } from './event-file.ts'
import { parseInstant, type Instant } from '@weir/shared/contract/instant'
import { feedAll, feedAtSpeed } from './feed.ts'
import { openOwnWeir } from './own-weir.ts'

/** The demonstration: Boston's first half of 2015. January is folded quickly; the wall begins with the February storms. */
export interface DemoOptions {
  readonly host: string
  readonly port: number
  readonly speed: number
  readonly release: string
}

const PACK = fileURLToPath(new URL('../../../shared/packs/boston-311', import.meta.url))
const REQUESTS = fileURLToPath(new URL('../intake/sources/boston-311/samples/requests-2015-h1.csv.gz', import.meta.url))
const BEGINS: Instant = Date.parse('2015-01-01T05:00:00Z')
const STORMS: Instant = Date.parse('2015-02-01T05:00:00Z')
const ENDS: Instant = Date.parse('2015-07-01T04:00:00Z')

export async function demo(
  { host, port, speed, release }: DemoOptions,
  say: (text: string) => void,
  stopped: () => boolean,
  stop: Promise<void>,
  log: Log,
): Promise<void> {
  const pack = await loadPack(PACK)
  const clock = replayClock(BEGINS, speed, ENDS)
  say('Starting Weir: a ledger, a Redis, the intake, the projector and the gateway, all in this process.')
  const own = await openOwnWeir({ pack, postcodes: await loadPostcodes(PACK), clock, host, port, release, stopped, log })
  try {
    const lines = demoLines()
    const [january, later] = splitAt(lines, STORMS)
    say(`Folding January 2015 of the City of Boston's real service requests …`)
    const tally = await feedAll(january, own.feed, STORMS, () => undefined)
    clock.set(STORMS)
    await own.feed.settle(STORMS)
    say(
      `${tally.accepted} events folded. The February storms begin.\n\n  The wall:  ${own.weir.gateway.url}\n\nA second here is ${Math.round(speed / 60)} minutes there. Stop with Ctrl-C.`,
    )
    await feedAtSpeed(later, own.feed, speed, ENDS)
    clock.end()
    if (!stopped()) {
      say('The replay has ended: it is the end of June 2015. The wall stays until you stop it with Ctrl-C.')
      await stop
    }
  } finally {
    await own.stop()
  }
}

async function* demoLines(): AsyncGenerator<Line> {
  let number = 0
  for await (const event of readEvents(REQUESTS)) {
    yield { number: ++number, text: JSON.stringify(event), json: event, recordedAt: parseInstant(event.time) ?? null }
  }
}

/** What was recorded before an instant, and then, once that is used up, the rest. */
function splitAt(lines: AsyncGenerator<Line>, at: Instant): readonly [AsyncIterator<Line>, AsyncIterator<Line>] {
  const held: Line[] = []
  const before = (async function* () {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      if ((next.value.recordedAt ?? -Infinity) >= at) return void held.push(next.value)
      yield next.value
    }
  })()
  const after = (async function* () {
    yield* held
    for (let next = await lines.next(); !next.done; next = await lines.next()) yield next.value
  })()
  return [before, after]
}
