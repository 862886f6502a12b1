/**
 * What this page last put on the glass, for whoever reports it: as at when it was, from which address, and how it came. One
 * place, because a screen shows one board at a time, and the one who reports does not know which.
 */
export interface Shown {
  readonly path: string
  readonly asOf: number
  readonly state: 'connecting' | 'live' | 'polled' | 'lost'
}

let last: Shown | null = null

export const tellShown = (shown: Shown): void => {
  last = shown
}

export const lastShown = (): Shown | null => last
