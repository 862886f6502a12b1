import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import getPort from 'get-port'
import type { Bench } from './bench.ts'
import { startChild } from './child.ts'
import { PAGE_PATH, flows, settings } from './node-red-flow.ts'

/**
 * Node-RED with its Dashboard 2, from a folder of the bench's own that the product never sees: installed at the first run,
 * as its lock file says, without running any package's scripts. Started as a child on a free port, with a folder that goes.
 */
export interface NodeRed {
  readonly eventsUrl: string
  readonly pageUrl: string
}

export class NoNodeRed extends Error {}

const TOOLS = fileURLToPath(new URL('tools', import.meta.url))
const RED = join(TOOLS, 'node_modules', 'node-red', 'red.js')
const INSTALL_WITHIN_MS = 240_000
const READY_WITHIN_MS = 60_000
const LOOK_MS = 100

export async function startNodeRed(bench: Bench): Promise<NodeRed> {
  await install(bench)
  const folder = await bench.folder()
  const port = await getPort({ host: '127.0.0.1' })
  await writeFile(join(folder, 'flows.json'), JSON.stringify(flows()))
  await writeFile(join(folder, 'settings.js'), settings(port))
  const child = bench.opened(startChild([RED, '--userDir', folder, '--settings', join(folder, 'settings.js')], {}, TOOLS))
  const url = `http://127.0.0.1:${port}`
  for (let waited = 0; waited < READY_WITHIN_MS; waited += LOOK_MS) {
    if (child.process.exitCode !== null) throw new NoNodeRed(`Node-RED ended: ${child.said().slice(-500)}`)
    if ((await fetch(`${url}${PAGE_PATH}`).catch(() => null))?.ok === true) return { eventsUrl: `${url}/events`, pageUrl: `${url}${PAGE_PATH}` }
    await pause(LOOK_MS)
  }
  throw new NoNodeRed(`Node-RED did not start: ${child.said().slice(-500)}`)
}

async function install(bench: Bench): Promise<void> {
  if (existsSync(RED)) return
  bench.say('  Installing Node-RED and its Dashboard 2 for the bench alone (about 400 packages, once) …')
  try {
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: TOOLS, timeout: INSTALL_WITHIN_MS })
  } catch (cause) {
    throw new NoNodeRed('Node-RED could not be installed', { cause })
  }
}
