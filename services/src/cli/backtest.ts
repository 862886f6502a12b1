import { backtest } from '@weir/shared/backtest/backtest'
import type { Event } from '@weir/shared/contract/event'
import type { Instant } from '@weir/shared/contract/instant'
import { packView } from '@weir/shared/contract/pack-view'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { once } from 'node:events'
import type { Log } from '../edge/log.ts'
import { loadPack, loadPostcodes } from '../edge/pack.ts'
import { readEventFile } from './event-file.ts'
import { lineOfFound } from './found-line.ts'

/**
 * `weir backtest`: what would have been said of a recorded log, by the pure core alone, one transition a line. Nothing is
 * stored and no server runs. What the contract refuses is left out and counted.
 */
export async function runBacktest(path: string, packFolder: string, log: Log): Promise<void> {
  const pack = await loadPack(packFolder)
  const { events, refused } = await eventsOf(path, await loadPostcodes(packFolder))
  const names = packView(pack)
  const found = backtest(events, pack)
  const tally = new Map<string, number>()
  for (;;) {
    const step = found.next()
    if (step.done) {
      const { from, to, ...counts } = step.value
      await print({ summary: { ...counts, refused, from: textOf(from), to: textOf(to), transitions: Object.fromEntries([...tally].sort()) } })
      break
    }
    const line = lineOfFound(step.value, names)
    const name = `${line.signal}.${line.state}`
    tally.set(name, (tally.get(name) ?? 0) + 1)
    await print(line)
  }
  if (refused > 0) log.warn({ refused }, 'lines that the contract refuses were left out')
}

const textOf = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString())

async function print(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain')
}

async function eventsOf(path: string, postcodes: ReadonlyMap<string, string>): Promise<{ readonly events: readonly Event[]; readonly refused: number }> {
  const events: Event[] = []
  let refused = 0
  for await (const { json } of readEventFile(path)) {
    const parsed = parseEvent(json)
    if (parsed.kind === 'rejected') refused++
    else events.push(withWard(parsed.event, postcodes))
  }
  return { events, refused }
}

/** A postcode is its ward, as at the door. */
function withWard(event: Event, postcodes: ReadonlyMap<string, string>): Event {
  if (!('postcode' in event.data) || event.data.postcode === undefined) return event
  const { postcode, ...data } = event.data
  const homeWard = ('homeWard' in data ? data.homeWard : undefined) ?? postcodes.get(postcode.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  return { ...event, data: { ...data, ...(homeWard === undefined ? {} : { homeWard }) } } as Event
}
