import { Queue, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Recorded } from './ledger/ledger.ts'
import type { Log } from './log.ts'

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

export type Batches = Queue<Batch>

export function openQueue(connection: Redis, prefix: string, log: Log): Batches {
  const queue: Batches = new Queue(NAME, {
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
  worker.on('failed', (job, error) => log.warn({ from: job?.data.from, to: job?.data.to, attempt: job?.attemptsMade, reason: error.message }, 'a batch will be tried again'))
  return worker
}
