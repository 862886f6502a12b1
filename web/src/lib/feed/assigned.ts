import type { OwnScreen } from '@weir/shared/contract/screen'

/** Word for an enrolled screen of what it has to show, or (null) that it is a screen no longer; whoever follows it listens here. */
type Listener = (screen: OwnScreen | null) => void

const listeners = new Set<Listener>()

export const tellAssigned: Listener = (screen) => listeners.forEach((listener) => listener(screen))

/** The answer ends it. */
export function onAssigned(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
