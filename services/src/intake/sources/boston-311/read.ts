import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { COLUMNS, type CloudEvent, type Request, toEvents } from './to-events.ts'

/**
 * The city's file of requests (CSV, plain or gzipped) → its events in the order in which they were recorded, which is the
 * order of their times. The rows come by opening and a closing can come half a year later, so the file is read to its end
 * before the first event goes out: two seconds for half a year.
 */
export async function* readEvents(file: string): AsyncGenerator<CloudEvent> {
  const timed: { readonly at: number; readonly event: CloudEvent }[] = []
  for await (const { request, line } of requestsIn(file)) {
    for (const event of eventsOf(request, `${file}, line ${line}`)) timed.push({ at: Date.parse(event.time), event })
  }
  timed.sort((a, b) => a.at - b.at) // stable: what happens in one second stays in the city's order, opened before closed
  for (const { event } of timed) yield event
}

function eventsOf(request: Request, where: string): readonly CloudEvent[] {
  try {
    return toEvents(request)
  } catch (cause) {
    throw new Error(`${where}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

interface Row {
  readonly record: Request
  readonly info: { readonly lines: number }
}

async function* requestsIn(file: string): AsyncGenerator<{ readonly request: Request; readonly line: number }> {
  const parser = parse({ columns: (header: readonly string[]) => withColumns(header, file), info: true, bom: true, skip_empty_lines: true })
  const bytes = createReadStream(file)
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  for (const stream of new Set([bytes, text])) stream.once('error', (cause: Error) => parser.destroy(cause))
  for await (const row of text.pipe(parser)) {
    const { record, info } = row as Row
    yield { request: record, line: info.lines }
  }
}

function withColumns(header: readonly string[], file: string): string[] {
  const missing = COLUMNS.filter((column) => !header.includes(column))
  if (missing.length > 0) throw new Error(`${file} is not the city's file of requests: it lacks the columns ${missing.join(', ')}`)
  return [...header]
}
