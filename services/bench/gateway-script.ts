import { Redis } from 'ioredis'
import { systemClock } from '../src/edge/clock.ts'
import { keysOf } from '../src/edge/keys.ts'
import { silentLog } from '../src/edge/log.ts'
import { startGateway } from '../src/gateway/start.ts'
import { answering } from './child.ts'

/** Our gateway in a process of its own, on a Redis that the bench has filled: it needs no ledger but for its head and its screens. */
export interface GatewayAnswer {
  readonly port: number
}

const [authority = '', url = ''] = process.argv.slice(2)
const connect = (): Redis => new Redis(url, { maxRetriesPerRequest: null })
const gateway = await startGateway({
  redis: connect(),
  listening: connect(),
  root: keysOf(authority),
  ledger: {
    head: () => Promise.resolve(0),
    screens: () => Promise.resolve([]),
    addScreen: () => Promise.resolve(),
    changeScreen: () => Promise.resolve(false),
    revokeScreen: () => Promise.resolve(false),
    ofEntities: () => Promise.resolve([]),
    aroundCount: () => Promise.resolve({ here: [], places: [], elsewhere: [], refused: [], withdrawn: [], merged: [], all: null, partly: [] }),
  },
  boardsAre: 'open',
  admin: null,
  release: 'bench',
  clock: systemClock,
  log: silentLog,
  host: '127.0.0.1',
  port: 0,
})
answering<object, GatewayAnswer>(() => Promise.resolve({ port: gateway.port }))
