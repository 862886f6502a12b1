import type { IncomingHttpHeaders } from 'node:http'

/**
 * CloudEvents 1.0 over HTTP: the content type says which of the three modes a request is in. Structured: one event in JSON.
 * Batched: an array of them. Binary: the attributes in `ce-` headers and the data as the body. Pure.
 */
export type Read =
  { readonly kind: 'events'; readonly events: readonly unknown[] } | { readonly kind: 'malformed'; readonly status: 400 | 415; readonly detail: string }

export function readCloudEvents(headers: IncomingHttpHeaders, body: Buffer): Read {
  const type = (headers['content-type'] ?? '').toLowerCase()
  const [media = ''] = type.split(';', 1)
  if (/charset=(?!"?utf-8)/.test(type)) return malformed(415, 'the body must be in UTF-8')
  if (media.startsWith('application/cloudevents-batch')) return media === 'application/cloudevents-batch+json' ? batched(body) : notJson(media)
  if (media.startsWith('application/cloudevents')) return media === 'application/cloudevents+json' ? structured(body) : notJson(media)
  if (headers['ce-specversion'] === undefined) {
    return malformed(415, 'send application/cloudevents+json (one event), application/cloudevents-batch+json (an array), or ce- headers with a JSON body')
  }
  if (media !== 'application/json' && body.length > 0) return malformed(415, 'in binary mode the body must be application/json')
  return binary(headers, body)
}

const malformed = (status: 400 | 415, detail: string): Read => ({ kind: 'malformed', status, detail })
const notJson = (media: string): Read => malformed(415, `${media.slice(0, 60)} is not taken: only the JSON format is`)

function structured(body: Buffer): Read {
  const json = parsed(body)
  return json.kind === 'malformed' ? json : { kind: 'events', events: [json.value] }
}

function batched(body: Buffer): Read {
  const json = parsed(body)
  if (json.kind === 'malformed') return json
  return Array.isArray(json.value) ? { kind: 'events', events: json.value } : malformed(400, 'a batch must be a JSON array of events')
}

function binary(headers: IncomingHttpHeaders, body: Buffer): Read {
  const json = body.length === 0 ? { kind: 'json' as const, value: undefined } : parsed(body)
  if (json.kind === 'malformed') return json
  const event: Record<string, unknown> = json.value === undefined ? {} : { data: json.value }
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith('ce-') || typeof value !== 'string') continue
    const text = decoded(value)
    if (text === undefined) return malformed(400, `the header ${name} is not percent-encoded UTF-8`)
    event[name.slice(3)] = text
  }
  return { kind: 'events', events: [event] }
}

type Json = { readonly kind: 'json'; readonly value: unknown } | Extract<Read, { kind: 'malformed' }>

function parsed(body: Buffer): Json {
  try {
    return { kind: 'json', value: JSON.parse(utf8.decode(body)) as unknown }
  } catch (error) {
    // JSON.parse quotes what it could not read: say where, not what.
    const where = /position \d+|line \d+ column \d+/.exec(error instanceof Error ? error.message : '')?.[0]
    return {
      kind: 'malformed',
      status: 400,
      detail: error instanceof SyntaxError ? `the body is not JSON${where ? ` (${where})` : ''}` : 'the body is not UTF-8',
    }
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A header value: unquoted, then percent-decoded once. */
function decoded(value: string): string | undefined {
  const unquoted = /^".*"$/.test(value) ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value
  try {
    return decodeURIComponent(unquoted.replace(/%(?![0-9a-f]{2})/gi, '%25'))
  } catch {
    return undefined
  }
}
