import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { answering } from './child.ts'

/** BullMQ alone, in processes of its own: one that adds jobs in bulk, one that works them off and does nothing. */
export type JobsQuestion =
  { readonly kind: 'open'; readonly concurrency: number; readonly jobs: number } | { readonly kind: 'done' } | { readonly kind: 'add'; readonly jobs: number }
export type JobsAnswer = 'ok'

const QUEUE = 'bench'
const BULK = 1000
const [role, url = ''] = process.argv.slice(2)
const connection = new Redis(url, { maxRetriesPerRequest: null })

if (role === 'add') adding()
else working()

function adding(): void {
  const queue = new Queue(QUEUE, { connection, defaultJobOptions: { removeOnComplete: true }, streams: { events: { maxLen: 100 } } })
  answering<JobsQuestion, JobsAnswer>(async (question) => {
    if (question.kind !== 'add') throw new Error('this script adds jobs')
    for (let from = 0; from < question.jobs; from += BULK) {
      await queue.addBulk(Array.from({ length: Math.min(BULK, question.jobs - from) }, (_, index) => ({ name: 'event', data: { seq: from + index } })))
    }
    return 'ok'
  })
}

function working(): void {
  let worker: Worker | null = null
  let finished = Promise.withResolvers<void>()
  const open = async (concurrency: number, jobs: number): Promise<void> => {
    await worker?.close()
    finished = Promise.withResolvers<void>()
    let left = jobs
    worker = new Worker(QUEUE, async () => undefined, { connection: connection.duplicate(), concurrency, removeOnComplete: { count: 0 } })
    worker.on('error', (error) => console.error(error))
    worker.on('completed', () => {
      if (--left === 0) finished.resolve()
    })
    await worker.waitUntilReady()
  }
  answering<JobsQuestion, JobsAnswer>(async (question) => {
    if (question.kind === 'open') await open(question.concurrency, question.jobs)
    else await finished.promise
    return 'ok'
  })
}
