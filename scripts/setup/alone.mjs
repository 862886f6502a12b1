// One setup at a time in a folder: two would undo each other's work.
import fs from 'node:fs'
import path from 'node:path'
import { inRoot, readText } from './place.mjs'
import { say, stopRunning } from './running.mjs'

const LOCK = inRoot('.turbo', 'setup.lock')
const BEAT_MS = 1000
const DEAD_AFTER_MS = 10_000

/** The second waits. A lock whose owner is gone is taken over. */
export async function alone(work) {
  let said = false
  while (!takeLock()) {
    if (!said) say('Another setup is at work in this folder: waiting for it.')
    said = true
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const parent = process.ppid
  const beat = setInterval(() => {
    touch(LOCK)
    if (process.ppid !== parent) unlockAndDie('SIGTERM') // npm was stopped, and nobody waits for this any more
  }, BEAT_MS)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => unlockAndDie(signal))
  try {
    await work()
  } finally {
    clearInterval(beat)
    fs.rmSync(LOCK, { force: true })
  }
}

function takeLock() {
  fs.mkdirSync(path.dirname(LOCK), { recursive: true })
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAbandoned()) removeAbandoned()
    return false
  }
}

function isAbandoned() {
  try {
    const silentMs = Date.now() - fs.statSync(LOCK).mtimeMs
    return silentMs > DEAD_AFTER_MS || (silentMs > 3 * BEAT_MS && !isRunning(Number(readText(LOCK))))
  } catch {
    return false // it has just been given back
  }
}

/** Renamed first: of several who wait, one gets it. Should it be the lock of a new owner by then, it is given back. */
function removeAbandoned() {
  const aside = `${LOCK}.${process.pid}`
  const owner = readText(LOCK)
  try {
    fs.renameSync(LOCK, aside)
    if (readText(aside) !== owner) fs.renameSync(aside, LOCK)
    fs.rmSync(aside, { force: true })
  } catch {
    // another one was quicker
  }
}

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return true // half written: its owner is about to
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date())
  } catch {
    // removed under our feet: the work goes on
  }
}

function unlockAndDie(signal) {
  stopRunning(signal)
  fs.rmSync(LOCK, { force: true })
  process.kill(process.pid, signal)
}
