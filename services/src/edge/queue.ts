import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Recorded } from './ledger/ledger.ts'
import type { Log } from './log.ts'
import { reasonOf } from './trouble.ts'

/**
 * The queue between intake and projector: one job for each batch that was committed. A job carries the batch itself, so that
 * an event reaches the wall without another look into the ledger; should a job be lost, the mark shows it and the ledger
 * still has it. Delivery is at least once and in no order, and need not be better.
 */
export interface Batch {
  readonly from: number
  readonly to: number
  readonly receivedAt: Instant
  readonly entries: readonly Omit<Recorded, 'receivedAt' | 'voidAt'>[]
}

const NAME = 'batches'
const KEPT = { count: 100 }
const ATTEMPTS = 20

/** Where batches are put. Fails at once while Redis is away; the batch is then found in the ledger. */
export interface Producer {
  enqueue(batch: Batch): Promise<void>
  close(): Promise<void>
}

/** BullMQ must not be opened on a connection that is not ready, or it refuses everything for ever: it is opened when it is. */
export function openProducer(connection: Redis, prefix: string, log: Log): Producer {
  let queue: Queue<Batch> | null = null
  let refused = false
  const open = (): void => {
    queue ??= openQueue(connection, prefix, log)
  }
  if (connection.status === 'ready') open()
  else connection.once('ready', open)
  return {
    enqueue: async (batch) => {
      try {
        if (!queue) throw new Error('Redis has not answered yet')
        await queue.add('batch', batch)
        if (refused) log.info('the queue takes batches again')
        refused = false
      } catch (error) {
        if (!refused) log.warn({ reason: reasonOf(error) }, 'the queue takes no batches: the projector will find them in the ledger')
        refused = true
      }
    },
    close: async () => {
      connection.off('ready', open)
      await queue?.close()
    },
  }
}

function openQueue(connection: Redis, prefix: string, log: Log): Queue<Batch> {
  const queue = new Queue<Batch>(NAME, {
    connection,
    prefix,
    skipWaitingForReady: true,
    defaultJobOptions: { removeOnComplete: KEPT, removeOnFail: KEPT, attempts: ATTEMPTS, backoff: { type: 'exponential', delay: 100, jitter: 0.5 } },
    streams: { events: { maxLen: 100 } },
  })
  queue.on('error', (error) => log.debug({ reason: error.message }, 'queue'))
  return queue
}

export function openWorker(connection: Redis, prefix: string, concurrency: number, work: (batch: Batch) => Promise<void>, log: Log): Worker<Batch> {
  const worker = new Worker<Batch>(NAME, async (job) => work(job.data), { connection, prefix, concurrency, removeOnComplete: KEPT, removeOnFail: KEPT })
  worker.on('error', (error) => log.debug({ reason: error.message }, 'worker'))
  worker.on('failed', (job, error) =>
    log.warn({ from: job?.data.from, to: job?.data.to, attempt: job?.attemptsMade, reason: error.message }, 'a batch will be tried again'),
  )
  return worker
}
