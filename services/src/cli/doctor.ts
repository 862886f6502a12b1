import { spawnSync } from 'node:child_process'
import { Redis } from 'ioredis'
import { OPTIONS, type OptionName, readOptions } from '../edge/options.ts'
import { keysOf } from '../edge/keys.ts'
import { openLedger } from '../edge/ledger/open.ts'
import { loadPack } from '../edge/pack.ts'
import { reasonOf } from '../edge/trouble.ts'
import { type Finding, report } from './finding.ts'

/** `weir doctor`: what is well, what is not, and what to do. One line each; the exit code says whether all is well. */
export async function doctor(packFolder: string | null, env: NodeJS.ProcessEnv, print: (text: string) => void): Promise<number> {
  const findings = [
    nodeVersion(),
    options(env),
    await redis(env),
    ...(packFolder === null ? [] : [await packAt(packFolder), ...(await apart(packFolder, env))]),
  ]
  return report(findings, print)
}

function nodeVersion(): Finding {
  return { well: Number(process.versions.node.split('.')[0]) >= 24, says: `Node ${process.version}` }
}

function options(env: NodeJS.ProcessEnv): Finding {
  try {
    readOptions(Object.keys(OPTIONS) as OptionName[], env)
    return { well: true, says: 'environment: every variable can be read' }
  } catch (error) {
    return { well: false, says: reasonOf(error) }
  }
}

async function redis(env: NodeJS.ProcessEnv): Promise<Finding> {
  const url = env['REDIS_URL']
  if (!url) {
    const found = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
    return found.status === 0
      ? { well: true, says: found.stdout.trim() }
      : { well: false, says: 'redis-server is not installed: sudo apt-get install redis-server' }
  }
  const connection = new Redis(url, { retryStrategy: () => null, maxRetriesPerRequest: 0 })
  connection.on('error', () => undefined)
  try {
    const [, policy] = (await connection.config('GET', 'maxmemory-policy')) as [string, string]
    const [, appends] = (await connection.config('GET', 'appendonly')) as [string, string]
    const well = policy === 'noeviction' && appends === 'yes'
    return { well, says: `Redis answers; maxmemory-policy ${policy}, appendonly ${appends}${well ? '' : ': it must be noeviction and yes'}` }
  } catch (error) {
    return { well: false, says: `Redis at REDIS_URL does not answer: ${reasonOf(error)}` }
  } finally {
    connection.disconnect()
  }
}

async function packAt(folder: string): Promise<Finding> {
  try {
    const pack = await loadPack(folder)
    return { well: true, says: `pack ${pack.id}: ${pack.localities.length} localities, ${pack.pathways.length} journeys` }
  } catch (error) {
    return { well: false, says: reasonOf(error) }
  }
}

/** Where the processes run apart: whether the ledger answers and a projector is at work. */
async function apart(packFolder: string, env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const { DATABASE_URL: database, REDIS_URL: redisUrl } = env
  if (!database || !redisUrl) return []
  const { id } = await loadPack(packFolder).catch(() => ({ id: '' }))
  const connection = new Redis(redisUrl, { retryStrategy: () => null, maxRetriesPerRequest: 0 })
  connection.on('error', () => undefined)
  const atWork = await connection
    .exists(keysOf(id).projector)
    .then(
      (count) => count === 1,
      () => false,
    )
    .finally(() => connection.disconnect())
  return [await ledgerAt(database, id), { well: atWork, says: atWork ? 'a projector is at work' : 'no projector is at work: start one with: weir projector' }]
}

async function ledgerAt(url: string, authority: string): Promise<Finding> {
  try {
    const ledger = await openLedger({ kind: 'postgres', url }, authority)
    const head = await ledger.head().finally(() => ledger.close())
    return { well: true, says: `the ledger answers: ${head} events` }
  } catch (error) {
    return { well: false, says: reasonOf(error) }
  }
}
