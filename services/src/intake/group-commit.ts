/**
 * Group commit without a timer: what arrives during one commit is the next batch. An idle ledger commits at once, a busy one
 * commits in ever larger batches, up to `most`. Every caller gets the answers to its own entries, or the error of its batch.
 */
export type Commit<Entry, Answer> = (entries: readonly Entry[]) => Promise<readonly Answer[]>

export interface GroupCommit<Entry, Answer> {
  commit(entries: readonly Entry[]): Promise<readonly Answer[]>
  /** entries that wait for their commit */
  waiting(): number
  /** resolves when nothing waits any more */
  drained(): Promise<void>
}

interface Request<Entry, Answer> {
  readonly entries: readonly Entry[]
  readonly resolve: (answers: readonly Answer[]) => void
  readonly reject: (error: unknown) => void
}

export function groupCommit<Entry, Answer>(commitBatch: Commit<Entry, Answer>, most: number): GroupCommit<Entry, Answer> {
  let queue: Request<Entry, Answer>[] = []
  let waiting = 0
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    while (queue.length > 0) await settle(take())
    running = null
  }

  function take(): readonly Request<Entry, Answer>[] {
    let size = 0
    const fits = queue.findIndex((request, index) => (size += request.entries.length) > most && index > 0)
    const batch = fits === -1 ? queue : queue.slice(0, fits)
    queue = fits === -1 ? [] : queue.slice(fits)
    return batch
  }

  async function settle(batch: readonly Request<Entry, Answer>[]): Promise<void> {
    try {
      const answers = await commitBatch(batch.flatMap((request) => request.entries))
      let from = 0
      for (const { entries, resolve } of batch) resolve(answers.slice(from, (from += entries.length)))
    } catch (error) {
      for (const request of batch) request.reject(error)
    } finally {
      for (const request of batch) waiting -= request.entries.length
    }
  }

  return {
    commit: (entries) =>
      new Promise((resolve, reject) => {
        queue.push({ entries, resolve, reject })
        waiting += entries.length
        running ??= run()
      }),
    waiting: () => waiting,
    drained: async () => {
      while (running) await running
    },
  }
}
