import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import getPort from 'get-port'
import type { Board } from '@weir/shared/contract/board'
import { ANY_SOURCE, keyDigest, makeKey } from '../src/edge/access.ts'
import type { Ledger } from '../src/edge/ledger/ledger.ts'
import { openLedger } from '../src/edge/ledger/open.ts'
import { loadPack } from '../src/edge/pack.ts'
import { testRedis, type TestRedis } from './flow.ts'
import { testDatabase } from './postgres.ts'

/** Weir as it runs grown up: intake, projector and gateway as processes of their own, on PostgreSQL and Redis. */
export type Part = 'intake' | 'projector' | 'gateway'

export interface Processes {
  readonly ledger: Ledger
  readonly redis: TestRedis
  readonly intakeUrl: string
  readonly gatewayUrl: string
  readonly key: string
  readonly env: NodeJS.ProcessEnv
  start(part: Part): Promise<void>
  /** as a power cut would: no goodbye */
  kill(part: Part): Promise<void>
  post(events: readonly unknown[]): Promise<Response>
  board(locality: string): Promise<Board>
  mark(): Promise<number>
  stop(): Promise<void>
}

const BIN = fileURLToPath(new URL('../bin/weir.js', import.meta.url))
export const BOSTON = fileURLToPath(new URL('../../shared/packs/boston-311', import.meta.url))

export async function processes(packFolder = BOSTON, more: NodeJS.ProcessEnv = {}): Promise<Processes> {
  const pack = await loadPack(packFolder)
  const database = await testDatabase()
  const redis = await testRedis()
  const folder = await mkdtemp(join(tmpdir(), 'weir-data-'))
  const ports = { intake: await getPort(), gateway: await getPort() }
  const ledger = await openLedger({ kind: 'postgres', url: database.url }, pack.id)
  const key = makeKey()
  await ledger.addKey(ANY_SOURCE, keyDigest(key), Date.now())
  const env = {
    ...process.env,
    WEIR_PACK: packFolder,
    WEIR_DATA: folder,
    DATABASE_URL: database.url,
    REDIS_URL: redis.server.url,
    WEIR_PORT: String(ports.gateway),
    WEIR_INTAKE_PORT: String(ports.intake),
    WEIR_LOG: process.env['WEIR_LOG'] ?? 'error',
    ...more,
  }
  const children = new Map<Part, ChildProcess>()
  const gatewayUrl = `http://127.0.0.1:${ports.gateway}`
  const intakeUrl = `http://127.0.0.1:${ports.intake}`
  const post = (events: readonly unknown[]) =>
    fetch(`${intakeUrl}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json', authorization: `Bearer ${key}` },
      body: JSON.stringify(events),
    })
  const ended = async (part: Part, signal: NodeJS.Signals) => {
    const child = children.get(part)
    children.delete(part)
    if (!child || child.exitCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }
  return {
    ledger,
    redis,
    intakeUrl,
    gatewayUrl,
    key,
    env,
    post,
    start: async (part) => {
      children.set(part, spawn(process.execPath, [BIN, part], { env, stdio: ['ignore', 'ignore', 'inherit'] }))
      if (part !== 'projector')
        await until(() =>
          fetch(`${part === 'intake' ? intakeUrl : gatewayUrl}/health`).then(
            ({ ok }) => ok,
            () => false,
          ),
        )
    },
    kill: (part) => ended(part, 'SIGKILL'),
    board: async (locality) => (await (await fetch(`${gatewayUrl}/api/documents/board/${locality}`)).json()) as Board,
    mark: async () => {
      const name = await redis.redis.get(`weir:{${pack.id}}:current`)
      return Number((await redis.redis.get(`weir:{${pack.id}}:${name ?? ''}:mark`)) ?? 0)
    },
    stop: async () => {
      for (const part of ['intake', 'projector', 'gateway'] as const) await ended(part, 'SIGTERM')
      await ledger.close()
      await redis.stop()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits for the thing itself, looking again and again. */
export async function until(holds: () => Promise<boolean>, withinMs = 60_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`did not come true within ${withinMs / 1000} s: ${String(holds)}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
