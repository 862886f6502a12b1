import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/**
 * A process of the bench's own: a script of this folder that talks over IPC, or a program. Stopped by its id, and gone with
 * us however we end. What it last said on standard error is told when it ends unasked.
 */
export interface Child {
  readonly process: ChildProcess
  said(): string
  stop(): Promise<void>
}

const SAID_KEPT = 4000
const KILL_AFTER_MS = 15_000

export function startChild(args: readonly string[], env: Readonly<Record<string, string>>, cwd?: string): Child {
  const child = spawn(process.execPath, args, {
    env: { ...withoutWeir(process.env), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(cwd === undefined ? {} : { cwd }),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-SAID_KEPT)))
  const abandon = (): void => void child.kill('SIGKILL')
  process.once('exit', abandon)
  return {
    process: child,
    said: () => said,
    stop: async () => {
      process.off('exit', abandon)
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS)
      await exit
      clearTimeout(force)
    },
  }
}

/** Whatever the person who runs the bench has set for a Weir of their own must not reach ours. */
function withoutWeir(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(WEIR_|DATABASE_URL$|REDIS_URL$|NODE_RED)/.test(name)))
}

/** A script of this folder that says `ready` first and answers every message with one; asked one thing at a time. */
export interface Asked<Question extends object, Answer> extends Child {
  ask(question: Question): Promise<Answer>
}

export async function startScript<Question extends object, Answer>(script: string, args: readonly string[]): Promise<Asked<Question, Answer>> {
  const child = startChild([...cpuProfile(script), fileURLToPath(new URL(script, import.meta.url)), ...args], {})
  await answerOf(child, script)
  return {
    ...child,
    ask: (question) => {
      child.process.send(question)
      return answerOf(child, script) as Promise<Answer>
    },
  }
}

/** WEIR_BENCH_PROFILE=folder writes a CPU profile of every script and every part of Weir there. */
export function cpuProfile(name: string): readonly string[] {
  const folder = process.env['WEIR_BENCH_PROFILE']
  return folder === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', folder, `--cpu-prof-name=${name.replace(/\W+/g, '-')}-${Date.now()}.cpuprofile`]
}

async function answerOf(child: Child, script: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const ended = (): void => reject(new Error(`${script} ended: ${child.said().trim().slice(-500)}`))
  child.process.once('message', resolve)
  child.process.once('exit', ended)
  return promise.finally(() => {
    child.process.off('message', resolve)
    child.process.off('exit', ended)
  })
}

/** The other side of `startScript`, in the script itself. */
export function answering<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('message', (question: Question) => {
    answer(question).then(
      (said) => process.send?.(said),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
  process.once('SIGTERM', () => process.exit(0))
  process.once('disconnect', () => process.exit(0))
  process.send?.('ready')
}
