import type { BoardsAre } from '../edge/access.ts'
import { replayClock } from '../edge/clock.ts'
import type { Log } from '../edge/log.ts'
import { loadPack, loadPostcodes } from '../edge/pack.ts'
import type { Line } from './event-file.ts'
import { feedAll, feedAtSpeed } from './feed.ts'
import { openOwnWeir } from './own-weir.ts'
import { signInUrl } from '../gateway/sessions.ts'
import { type ShowName, showOf } from './shows.ts'

/** The demonstration: what came before is folded quickly, then the wall begins, and time passes faster than ours. */
export interface DemoOptions {
  readonly show: ShowName
  readonly host: string
  readonly port: number
  readonly boards: BoardsAre | undefined
  /** seconds of the record to one of ours; null is the show's own */
  readonly speed: number | null
  readonly release: string
}

const TOLD_EVERY_MS = 3000

export async function demo(
  { show: name, host, port, boards, speed: asked, release }: DemoOptions,
  say: (text: string) => void,
  stopped: () => boolean,
  stop: Promise<void>,
  log: Log,
): Promise<void> {
  const show = showOf(name)
  const pack = await loadPack(show.packFolder)
  const { begins, opensAt, ends, lines, says } = show.open(pack)
  const speed = asked ?? show.speed
  const clock = replayClock(begins, speed, ends, show.mode)
  say('Starting Weir: a ledger, a Redis, the intake, the projector, the assessor and the gateway, all in this process.')
  const own = await openOwnWeir({ pack, postcodes: await loadPostcodes(show.packFolder), clock, host, port, boards, release, stopped, log })
  try {
    const [before, later] = splitAt(lines, opensAt)
    say(says.folding)
    let told = performance.now()
    const tally = await feedAll(before, own.feed, opensAt, ({ accepted }, now) => {
      if (performance.now() - told < TOLD_EVERY_MS) return
      told = performance.now()
      say(`  ${new Date(now).toISOString().slice(0, 10)}: ${accepted} events`)
    })
    clock.set(Math.max(clock.now(), opensAt))
    await own.feed.settle(clock.now())
    await own.feed.assessor.evaluateTo(clock.now())
    const { url, sessions } = own.weir.gateway
    const link = signInUrl(url, await sessions.makeLink())
    if (!stopped())
      say(
        `${tally.accepted} events folded. ${says.opened}\n\n  The wall:  ${url}\n\nTo enrol screens, sign in (once) with ${link}\nA second here is ${Math.round(speed / 60)} minutes there. Stop with Ctrl-C.`,
      )
    await feedAtSpeed(later, own.feed, speed, ends)
    clock.end()
    if (!stopped()) {
      say(`${says.ended} The wall stays until you stop it with Ctrl-C.`)
      await stop
    }
  } finally {
    await own.stop()
  }
}

/** What was recorded before an instant, and then, once that is used up, the rest. */
function splitAt(lines: AsyncGenerator<Line>, at: number): readonly [AsyncIterator<Line>, AsyncIterator<Line>] {
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
