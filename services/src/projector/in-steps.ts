/** What is to be written, gathered to so many a step: one step is written while the next is gathered, and never two. */
export interface InSteps<T> {
  add(one: T): Promise<void>
  finish(): Promise<void>
}

export function inSteps<T>(size: number, write: (step: readonly T[]) => Promise<unknown>): InSteps<T> {
  let step: T[] = []
  let writing: Promise<unknown> = Promise.resolve()
  const flush = async (): Promise<void> => {
    await writing
    writing = write(step)
    writing.catch(() => undefined) // whoever awaits it next is told
    step = []
  }
  return {
    add: async (one) => {
      step.push(one)
      if (step.length >= size) await flush()
    },
    finish: async () => {
      await flush()
      await writing
    },
  }
}
