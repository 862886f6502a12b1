import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { board, council, version } from '@weir/shared/contract/board'
import { disagreement } from '@weir/shared/contract/disagreement'
import { type Pack, packFiles } from '@weir/shared/contract/pack'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { CONTRACT_VERSION } from '@weir/shared/contract/version'
import { EVENT_TYPES } from '@weir/shared/contract/event'
import { type Delta } from '@weir/shared/contract/delta'
import { apply } from '@weir/shared/domain/diff'
import { OPTIONS } from '../src/edge/options.ts'
import { keyDigest } from '../src/edge/access.ts'
import { listen } from '../src/edge/http-server.ts'
import type { Appended, Entry, Ledger } from '../src/edge/ledger/ledger.ts'
import { silentLog } from '../src/edge/log.ts'
import { LIMITS, type Limits, intakeApp } from '../src/intake/http.ts'
import { identityFrom } from '../src/intake/identity.ts'
import { openIntake } from '../src/intake/intake.ts'

/**
 * What the papers say must be true of the code: links lead somewhere, examples keep to the schemas, the option tables are the
 * option table, answers are what a door gives. Broken on purpose, each of these was seen to fail: a link to no file, `stage`
 * of an example misspelt, a default changed in the README, a Welsh word changed in the vocabulary, a sentence of an answer.
 */
const TOP = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string): string => readFileSync(join(TOP, file), 'utf8')

const NOT_OURS = new Set(['node_modules', '.git', '.turbo', '.svelte-kit', 'build', 'data', 'coverage', 'tools'])
function papersIn(folder: string): readonly string[] {
  return readdirSync(join(TOP, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : papersIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

const PAPERS = papersIn('')
const withoutCode = (text: string): string => text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '')

describe('the papers', () => {
  it('are all there', () => {
    expect(PAPERS).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/contract.md', 'docs/flow.md', 'docs/vocabulary.md']))
    expect(statSync(join(TOP, 'docs/wall/boston.png')).size).toBeGreaterThan(10_000)
  })

  it.each(PAPERS)('%s: every link leads to a file, and to a heading of it', (paper) => {
    const links = [...withoutCode(read(paper)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target))
    expect(links.filter((target) => !leadsSomewhere(paper, target))).toEqual([])
  })

  it('show every picture that lies beside them', () => {
    const pictures = readdirSync(join(TOP, 'docs/wall')).filter((file) => file.endsWith('.png'))
    const paper = read('docs/wall/README.md')
    expect(pictures.filter((picture) => !paper.includes(`(${picture})`))).toEqual([])
  })

  it('keep decisions under 40 lines, numbered without gaps, with their four parts', () => {
    const decisions = PAPERS.filter((paper) => paper.startsWith('docs/decisions/')).sort()
    expect(decisions.map((paper) => Number(/(\d{4})-[a-z0-9-]+\.md$/.exec(paper)?.[1]))).toEqual(decisions.map((_paper, index) => index + 1))
    for (const paper of decisions) {
      const text = read(paper)
      expect(text.split('\n').length, paper).toBeLessThanOrEqual(40)
      expect(
        [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading),
        paper,
      ).toEqual(['Context', 'Decision', 'What it costs', 'What would change our mind'])
    }
  })
})

function leadsSomewhere(paper: string, target: string): boolean {
  const [path = '', heading] = target.split('#')
  const file = path === '' ? paper : relative(TOP, resolve(TOP, dirname(paper), path))
  if (file.startsWith('..') || !existsSync(join(TOP, file))) return false
  return heading === undefined || headingsOf(read(file)).includes(heading)
}

const headingsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

describe('the option tables', () => {
  const options = Object.entries(OPTIONS).map(([name, { schema, says }]) => ({ name, says, byDefault: String(schema.safeParse(undefined).data ?? '') }))

  it('of the README are those of options.ts', () => {
    const rows = read('README.md')
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+` \|/.test(line))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim().replaceAll('`', '')),
      )
    expect(rows).toEqual(options.map(({ name, byDefault, says }) => [name, byDefault, says]))
  })

  it('of .env.example are too, each with its sentence above it, and none of them set', () => {
    const set = read('.env.example')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(set).toEqual([])
    const told = [...read('.env.example').matchAll(/^# (.+)\n# ([A-Z_]+)=(.*)$/gm)].map(([, says, name, byDefault]) => ({ name, says, byDefault }))
    expect(told).toEqual(options)
  })
})

describe('docs/contract.md', () => {
  const text = read('docs/contract.md')
  const examples = [...text.matchAll(/<!-- ([a-z]+)(?:: ([\w.-]+))? -->\n```(json|yaml)\n([^]*?)\n```/g)].map(
    ([, what = '', name = '', language, body = '']) => ({
      what,
      name,
      value: (language === 'json' ? JSON.parse(body) : parse(body)) as unknown,
    }),
  )
  const of = (what: string) => examples.filter((example) => example.what === what)

  it('says of every JSON and YAML example what it is', () => {
    expect([...text.matchAll(/^```(json|yaml)$/gm)].length).toBe(examples.length)
    expect([...new Set(examples.map(({ what }) => what))].sort()).toEqual(['accepted', 'board', 'council', 'delta', 'disagreement', 'event', 'pack', 'problem'])
  })

  it('has events that the intake would parse', () => {
    expect(
      of('event')
        .map(({ value }) => parseEvent(value))
        .filter(({ kind }) => kind === 'rejected'),
    ).toEqual([])
  })

  it('has documents that keep to their schemas, and a delta that fits its own shape', () => {
    for (const { value } of of('board')) board.parse(value)
    for (const { value } of of('council')) council.parse(value)
    expect(of('disagreement').map(({ value }) => disagreement.parse(value))).toHaveLength(1)
    const [delta] = of('delta').map(({ value }) => value as Delta)
    z.strictObject({ from: version, to: version, asOf: z.int(), patch: z.looseObject({}).nullable() }).parse(delta)
    const stages = [{}, { waiting: 1, enteredAt: { p50: 1 }, arrivals: { h24: 1, d7: 1 } }, {}]
    const applied = delta && apply({ version: delta.from, asOf: 0, stages } as never, delta)
    expect(applied).toMatchObject({ kind: 'applied', document: { version: delta?.to, stages: [{}, { waiting: 2, arrivals: { h24: 2, d7: 2 } }, {}] } })
  })

  it('has a pack in four files that would start', () => {
    expect(of('pack').map(({ name }) => name)).toEqual(Object.keys(packFiles))
    for (const { name, value } of of('pack')) packFiles[name as keyof typeof packFiles].parse(value)
  })

  it('shows every answer of the intake, each with a body of its form', () => {
    const rejected = z.strictObject({
      index: z.int().min(0),
      source: z.string().nullable(),
      id: z.string().nullable(),
      faults: z.array(z.strictObject({ field: z.string(), reason: z.string() })).min(1),
    })
    const counts = { accepted: z.int(), duplicate: z.int(), rejected: z.int(), problems: z.array(rejected).min(1) }
    for (const { value } of of('accepted')) z.strictObject({ ...counts, problems: counts.problems.optional() }).parse(value)
    const problem = z.strictObject({
      type: z.string().startsWith('urn:weir:problem:'),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      ...z.object(counts).partial().shape,
    })
    const statuses = of('problem').map(({ value }) => problem.parse(value).status)
    expect([...new Set(statuses)].sort()).toEqual([400, 401, 405, 409, 413, 415, 422, 429, 503])
    for (const status of [202, 404, ...statuses]) expect(text).toContain(`**${status}**`)
  })

  it('shows them as a running intake gives them', async () => {
    const documented = [...of('accepted'), ...of('problem')].map(({ value }) => value)
    const event = of('event')[0]?.value as { readonly data: object }
    const changed = (id: string, data: object) => ({ ...event, id, data: { ...event.data, ...data } })
    const seen = await answers(packOf(of('pack')), [
      { body: event },
      { body: [changed('7f3e', {}), event, changed('7f3f', { stage: 'assesment' })] },
      { body: changed('7f3c', { stage: 'referral' }) },
      { body: changed('7f3d', { name: 'x', locallity: 'llanelli' }) },
      { body: {}, type: 'application/cloudevents-batch+json' },
      { body: event, type: 'text/plain' },
      { body: event, key: 'another' },
      { method: 'GET' },
      { body: Array.from({ length: LIMITS.eventsARequest + 1 }, () => ({})) },
    ])
    const overwhelmed = await answers(packOf(of('pack')), [{ body: [{ ...event, id: AWAY }] }, { body: event }], { ...LIMITS, requestsAMinute: 1 })
    expect([...seen, ...overwhelmed].filter((answer) => !documented.some((one) => JSON.stringify(one) === JSON.stringify(answer)))).toEqual([])
    expect(documented.filter((one) => ![...seen, ...overwhelmed].some((answer) => JSON.stringify(one) === JSON.stringify(answer)))).toEqual([])
  })

  it('names every type of event, the limits of the door and the version', () => {
    for (const type of Object.keys(EVENT_TYPES)) expect(text).toContain(`\`${type}\``)
    for (const limit of [LIMITS.eventsARequest, LIMITS.requestsAMinute]) expect(text).toContain(limit.toLocaleString('en-GB'))
    expect(text).toContain(`${LIMITS.bodyBytes / 1024 / 1024} MiB`)
    expect(text).toContain(`# The contract, version ${CONTRACT_VERSION}\n`)
  })
})

interface Sent {
  readonly method?: string
  readonly body?: unknown
  readonly type?: string
  readonly key?: string
}

const AWAY = 'the ledger is away'

/** What a real door answers to these, one after the other; only its ledger is made up. */
async function answers(pack: Pack, all: readonly Sent[], limits: Limits = LIMITS): Promise<readonly unknown[]> {
  const keys = { subject: new Uint8Array(64), household: new Uint8Array(32) }
  const doors = { pack, postcodes: new Map<string, string>(), identity: identityFrom(keys), unlistedSources: false }
  const clock = { now: () => Date.parse('2026-11-22T07:10:00Z'), replay: null, mode: 'live' as const }
  const door = openIntake(ledgerInMemory('/carmarthenshire/mosaic', 'key'), () => Promise.resolve(), doors, clock, silentLog)
  const http = await listen(intakeApp(door, limits, silentLog), '127.0.0.1', 0, 'none')
  try {
    const bodies: unknown[] = []
    for (const { method = 'POST', body, key = 'key', type = `application/cloudevents${Array.isArray(body) ? '-batch' : ''}+json` } of all) {
      const headers = { authorization: `Bearer ${key}`, 'content-type': type }
      const response = await fetch(`${http.url}/events`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
      bodies.push(await response.json())
    }
    return bodies
  } finally {
    await http.close()
  }
}

function ledgerInMemory(source: string, key: string): Ledger {
  const digests = new Map<string, string>()
  const append = ({ event: { id }, digest }: Entry): Appended => {
    if (id === AWAY) throw new Error(AWAY)
    const known = digests.get(id)
    if (known !== undefined) return { kind: known === digest ? 'duplicate' : 'conflict' }
    digests.set(id, digest)
    return { kind: 'accepted', seq: digests.size, first: true }
  }
  const parts: Partial<Ledger> = {
    append: async (entries) => entries.map(append),
    reject: () => Promise.resolve(),
    keys: () => Promise.resolve([{ source, digest: keyDigest(key) }]),
  }
  return parts as Ledger
}

function packOf(files: readonly { readonly name: string; readonly value: unknown }[]): Pack {
  const file = (name: keyof typeof packFiles) => files.find((one) => one.name === name)?.value
  return {
    ...packFiles['council.yaml'].parse(file('council.yaml')),
    holidays: [],
    pathways: packFiles['pathways.yaml'].parse(file('pathways.yaml')),
    codes: packFiles['codes.yaml'].parse(file('codes.yaml')),
    sources: packFiles['sources.yaml'].parse(file('sources.yaml')),
  }
}

describe('docs/vocabulary.md', () => {
  const words = (language: string) => JSON.parse(read(`shared/words/${language}.json`)) as Readonly<Record<string, unknown>>
  const rows = [...read('docs/vocabulary.md').matchAll(/^\| `([a-z_0-9]+)` \| (.*) \| (.*) \|$/gm)].map(([, key = '', en, cy]) => ({ key, en, cy }))

  it('gives the words on screen as they stand in both languages', () => {
    expect(rows.length).toBeGreaterThan(10)
    expect(rows).toEqual(rows.map(({ key }) => ({ key, en: words('en')[key], cy: words('cy')[key] })))
  })
})
