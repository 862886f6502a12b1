#!/usr/bin/env node
// Runs the command line under the Node that the project pins, whichever Node started this file. Arguments, streams, signals
// and the exit code pass through.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PINNED_MAJOR = 24
const main = new URL('../src/cli/main.ts', import.meta.url)
const major = Number(process.versions.node.split('.')[0])
const pinned = pinnedNode()

if (major === PINNED_MAJOR || (major > PINNED_MAJOR && pinned === null)) {
  await import(main.href)
} else if (pinned === null) {
  console.error(`Weir runs on Node ${PINNED_MAJOR}, which its packages bring along; this is ${process.version} and they are not installed. Type: npm ci`)
  process.exit(1)
} else {
  passThrough(spawn(pinned, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' }))
}

function pinnedNode() {
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node')
    return existsSync(binary) ? binary : null
  } catch {
    return null
  }
}

function passThrough(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']
  // A key on the terminal reaches the child by itself; a second time would mean impatience.
  const forward = (signal) => (process.stdin.isTTY && ['SIGINT', 'SIGQUIT'].includes(signal)) || child.kill(signal)
  for (const signal of signals) process.on(signal, forward)
  child.once('error', (error) => {
    console.error(`Weir could not be started: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward)
    if (signal === null) process.exit(code ?? 1)
    process.exitCode = 128 + (constants.signals[signal] ?? 0)
    process.kill(process.pid, signal) // whoever waits for this process learns that a signal ended it
  })
}
