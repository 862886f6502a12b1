import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { OPTIONS, type OptionName } from '../src/edge/options.ts'

/**
 * docker-compose.yml, read by a parser: no Docker engine runs where these tests do. What it sets must be what Weir reads,
 * every part must come back by itself, and no secret may stand in it.
 */
const text = readFileSync(fileURLToPath(new URL('../../docker-compose.yml', import.meta.url)), 'utf8')
const dockerfile = readFileSync(fileURLToPath(new URL('../../Dockerfile', import.meta.url)), 'utf8')

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  healthcheck: z.strictObject({
    test: z.array(z.string()).min(2),
    interval: z.string(),
    timeout: z.string(),
    retries: z.int(),
    start_period: z.string().optional(),
  }),
  restart: z.literal('unless-stopped'),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).default({}),
})
const compose = z.looseObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
const { services, volumes } = compose.parse(parse(text, { merge: true }))
const all = Object.entries(services)
const ours = all.filter(([, { image }]) => image === 'weir')

const VARIABLE = /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g
/** As Docker would fill it in where the variables that must be given are. */
const filledIn = (value: string | number): string => String(value).replace(VARIABLE, (_, _name, kind, fallback: string) => (kind === '-' ? fallback : 'given'))

describe('docker-compose.yml', () => {
  it('runs intake, projector, assessor and gateway as processes of one image, on a Redis and a PostgreSQL of their own', () => {
    expect(ours.map(([name, { command }]) => [name, command])).toEqual([
      ['intake', ['intake']],
      ['projector', ['projector']],
      ['assessor', ['assessor']],
      ['gateway', ['gateway']],
    ])
    expect(all.map(([name]) => name)).toEqual(['intake', 'projector', 'assessor', 'gateway', 'redis', 'postgres'])
  })

  it('gives every part a health check and a restart policy', () => {
    // The schema above refuses a service without either; what is left to see is that no check is switched off.
    expect(all.filter(([, { healthcheck }]) => healthcheck.test[0] !== 'CMD')).toEqual([])
  })

  it.each(ours.flatMap(([name, { environment }]) => Object.entries(environment).map(([variable, value]) => ({ name, variable, value }))))(
    '$name: $variable is an option of Weir, rightly set',
    ({ variable, value }) => {
      expect(Object.keys(OPTIONS)).toContain(variable)
      expect(OPTIONS[variable as OptionName].schema.safeParse(filledIn(value)).error).toBeUndefined()
    },
  )

  it('opens and asks after the ports that it sets', () => {
    for (const [name, variable] of [
      ['intake', 'WEIR_INTAKE_PORT'],
      ['gateway', 'WEIR_PORT'],
    ] as const) {
      const { environment, ports, healthcheck } = services[name] ?? service.parse({})
      expect(ports).toEqual([`127.0.0.1:${environment[variable]}:${environment[variable]}`])
      expect(healthcheck.test.join(' ')).toContain(`127.0.0.1:${environment[variable]}/health`)
      expect(dockerfile).toMatch(new RegExp(`^EXPOSE .*\\b${environment[variable]}\\b`, 'm'))
    }
  })

  it('keeps what must be kept in volumes that it declares', () => {
    const named = all
      .flatMap(([, { volumes: mounts }]) => mounts)
      .map((mount) => mount.split(':')[0] ?? '')
      .filter((mount) => /^[a-z]/.test(mount))
    expect(named.sort()).toEqual(Object.keys(volumes).sort())
  })

  it('runs a Redis that forgets and evicts nothing', () => {
    expect(services['redis']?.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/)
  })

  it('starts nothing of Weir before its stores are healthy', () => {
    for (const [, { depends_on }] of ours) expect(Object.keys(depends_on)).toEqual(['redis', 'postgres'])
  })

  it('lets enrolled screens and managers alone read boards, unless it is told otherwise', () => {
    expect(filledIn(services['gateway']?.environment['WEIR_BOARDS'] ?? '')).toBe('enrolled')
  })

  it('holds no secret: passwords come from outside, and Docker stops where they are not given', () => {
    expect(text).not.toMatch(/^\s*\w*(PASSWORD|SECRET|TOKEN)\w*:\s*[^$\s]/m)
    expect(services['intake']?.environment['DATABASE_URL']).toMatch(/:\$\{POSTGRES_PASSWORD:\?[^}]+\}@/)
  })
})

it('the Dockerfile has the target and the command that the two files speak of', () => {
  expect(dockerfile).toMatch(/^FROM \S+ AS embedded$/m)
  expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "services\/bin\/weir\.js"\]$/m)
  const set = [...dockerfile.matchAll(/\b(WEIR_[A-Z_]+|[A-Z]+_URL)=/g)].map(([, variable]) => variable)
  expect(Object.keys(OPTIONS)).toEqual(expect.arrayContaining(set))
})
