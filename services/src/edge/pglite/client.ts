import type { Worker } from 'node:worker_threads'
import type { Reply, Request } from './protocol.ts'

/** The other end of the thread. When the thread dies, everything outstanding and everything after is rejected. */
export interface PgliteClient {
  readonly opened: Promise<void>
  query(sql: string, parameters: readonly unknown[]): Promise<Answered>
  /** ends the thread at once, in the middle of what it does */
  abort(error: Error): void
  close(): Promise<void>
}

export type Answered = Pick<Extract<Reply, { kind: 'answered' }>, 'rows' | 'affected'>

interface Outstanding {
  readonly resolve: (answer: Answered) => void
  readonly reject: (error: Error) => void
}

/** `died` hears of a death that nobody asked for, once the thread had opened. */
export function pgliteClient(worker: Worker, died: (error: Error) => void): PgliteClient {
  const outstanding = new Map<number, Outstanding>()
  const opening = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  let last = 0
  let isOpen = false
  let isClosing = false
  let death: Error | null = null

  const send = (request: Request): void => worker.postMessage(request)

  const die = (error: Error): void => {
    if (death) return
    death = error
    opening.reject(error)
    for (const { reject } of outstanding.values()) reject(error)
    outstanding.clear()
    if (isOpen && !isClosing) died(error)
  }

  const hear = (reply: Reply): void => {
    if (reply.kind === 'opened') {
      isOpen = true
      return opening.resolve()
    }
    const waiting = outstanding.get(reply.id)
    outstanding.delete(reply.id)
    if (reply.kind === 'answered') waiting?.resolve(reply)
    else waiting?.reject(Object.assign(new Error(reply.message), { code: reply.code, severity: reply.severity }))
  }

  worker.on('message', hear)
  worker.once('error', (cause) => die(new Error('The thread of the ledger died.', { cause })))
  worker.once('exit', () => {
    die(new Error(isClosing ? 'The ledger is closed.' : 'The thread of the ledger ended by itself.'))
    ended.resolve()
  })

  return {
    opened: opening.promise,
    query: (sql, parameters) =>
      new Promise((resolve, reject) => {
        if (death) return reject(death)
        const id = ++last
        outstanding.set(id, { resolve, reject })
        send({ kind: 'query', id, sql, parameters })
      }),
    abort: (error) => {
      die(error)
      void worker.terminate()
    },
    close: async () => {
      isClosing = true
      if (!death) send({ kind: 'close' })
      await ended.promise
    },
  }
}
