import type { Board, Council } from '@weir/shared/contract/board'
import type { PackView } from '@weir/shared/contract/pack-view'
import boston from './recorded/boston-311.json'
import carmarthenshire from './recorded/carmarthenshire.json'

/** What a running Weir showed, recorded by `npm run record`; a test holds each to the contract, so the types here are true. */
export interface Recorded {
  readonly pack: PackView
  readonly council: Council
  readonly boards: readonly Board[]
}

export const RECORDED: readonly Recorded[] = [carmarthenshire, boston] as unknown as readonly Recorded[]
