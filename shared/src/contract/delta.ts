import type { Board, Council, Version } from './board.ts'
import type { OwnScreen } from './screen.ts'
import type { Status } from './status.ts'

/** What a socket carries: a snapshot on asking, then deltas that say where they start. An empty patch still says `asOf`. */
export type Document = Board | Council

/** A change of a JSON value: absent = same, `{set}` = replaced, `{keys}` / `{items}` = changed inside. */
export type Patch =
  | { readonly set: unknown }
  | { readonly keys: Readonly<Record<string, Patch | null>> }
  | { readonly items: Readonly<Record<number, Patch>>; readonly length: number }

export interface Delta {
  readonly from: Version
  readonly to: Version
  readonly asOf: number
  readonly patch: Patch | null
}

/** A topic is what a screen watches: the council, or one locality's board. */
export type Topic = 'council' | `board/${string}`

export interface ToGateway {
  watch: (topic: Topic, version: Version | null, answer: (reply: WatchReply) => void) => void
  unwatch: (topic: Topic) => void
}
export type WatchReply =
  { readonly kind: 'snapshot'; readonly document: Document } | { readonly kind: 'current' } | { readonly kind: 'refused'; readonly reason: string }

/** The reason of a refusal that passes: what the gateway reads from is away. Ask again soon. */
export const NOT_NOW = 'not now'

export interface FromGateway {
  delta: (topic: Topic, delta: Delta) => void
  /** sent on connection and whenever it changes in what people would notice */
  status: (status: Status) => void
  /** what this enrolled screen has to show now; null: it is one no longer */
  screen: (screen: OwnScreen | null) => void
  /** the gateway serves another generation or release: ask again, and reload where the release differs */
  welcome: (hello: {
    readonly contract: number
    readonly release: string
    /** changes with the generation's pack: ask for the pack again */ readonly pack: string
  }) => void
}
