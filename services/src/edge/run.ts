import type { Log } from './log.ts'

/** Something that was started, and stops. */
export interface Running {
  stop(): Promise<void>
}

const STOP_DEADLINE_MS = 10_000
const SAME_KEYSTROKE_MS = 1000

/**
 * Holds what a process has started, in flow order, and stops it in that order when asked to (SIGTERM, SIGINT), each step
 * with a deadline. A second signal does not wait. Resolves when all has stopped.
 */
export async function untilStopped(parts: readonly (readonly [name: string, part: Running])[], log: Log): Promise<void> {
  await interrupted(log)
  for (const [name, part] of parts) {
    const deadline = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), STOP_DEADLINE_MS).unref())
    const outcome = await Promise.race([part.stop().then(() => 'stopped' as const), deadline])
    if (outcome === 'late') log.warn({ part: name }, 'did not stop in time')
    else log.debug({ part: name }, 'stopped')
  }
}

/**
 * Resolves at the first SIGTERM or SIGINT. A further one ends the process at once, but not one of the same keystroke: a
 * terminal and npm both pass Ctrl-C on.
 */
export async function interrupted(log: Log): Promise<void> {
  await new Promise<void>((resolve) => {
    let first = Infinity
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.on(name, () => {
        if (performance.now() - first > SAME_KEYSTROKE_MS) process.exit(1)
        if (first === Infinity) log.info({ signal: name }, 'stopping')
        first = Math.min(first, performance.now())
        resolve()
      })
    }
  })
}

/** Does something again and again, never twice at once, with a pause in between; a failure is told and the next try made. */
export function repeat(everyMs: number, act: () => Promise<void>, log: Log, what: string): Running {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let stopped = false
  const next = (): void => {
    timer = setTimeout(() => {
      running = act()
        .catch((error: unknown) => log.debug({ what, err: error }, 'failed: trying again'))
        .finally(() => {
          if (!stopped) next()
        })
    }, everyMs)
  }
  next()
  return {
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}
