/**
 * What many ask for at the same moment is done once for all of them: whoever asks while it is being done gets the same answer.
 * Two hundred screens that come back together must cost what one does.
 */
export function oneAtATime<K, T>(act: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const underWay = new Map<K, Promise<T>>()
  return (key) => {
    const known = underWay.get(key)
    if (known) return known
    const begun = act(key).finally(() => underWay.delete(key))
    underWay.set(key, begun)
    return begun
  }
}

/** The answer, or an error where it takes too long; what was begun goes on by itself. */
export async function within<T>(ms: number, answer: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} takes too long`)), ms)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
