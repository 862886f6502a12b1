// Runs a program and says how it goes: never silence, never a wall of text.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ROOT } from './place.mjs'

/** Said to whoever typed the command, with what to do; everything else that is thrown is a bug. */
export class CannotGoOn extends Error {}

let child = null
export const stopRunning = (signal) => child?.kill(signal)

/** Says what it does, then how it goes while it goes on; what the program printed is shown only where it fails. */
export async function run(label, program, args, { env = {}, progress, advice }) {
  const started = Date.now()
  say(`• ${label}`)
  let output = ''
  const keep = (chunk) => {
    output = (output + chunk.toString()).slice(-20_000)
  }
  const tick = setInterval(
    () => showProgress(`${seconds(started)}  ${(progress ? progress() : lastLine(output)).slice(0, 100)}`),
    process.stdout.isTTY ? 500 : 5000,
  )
  const ended = await new Promise((resolve) => {
    child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: pathOutside(), ...env } })
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? null : `it ended with ${signal ?? code}`))
  })
  child = null
  clearInterval(tick)
  clearProgress()
  if (ended === null) return say(`  done in ${seconds(started)}`)
  const last = output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^npm warn/i.test(line))
    .slice(-40)
  throw new CannotGoOn([`${program} ${args.join(' ')}: ${ended}. It said last:`, ...last.map((line) => `    ${line}`), advice].join('\n'))
}

/** The PATH without node_modules/.bin: npm must not run on a Node that it is about to replace. */
const pathOutside = () =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter)

const lastLine = (text) => text.trimEnd().split('\n').pop() ?? ''
export const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`
export const say = (text) => console.log(text)

function showProgress(text) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${text}`)
  else console.log(`  ${text}`)
}

function clearProgress() {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
}
