import { type Pack, UNPLACED } from '../contract/pack.ts'
import type { RawCloudEvent } from './wire.ts'

/**
 * What a source's own worklist shows: the open cases of each stage and place, from what has been written down so far and
 * nothing else. It is reckoned here without the product's own fold, so that the two can be held against each other.
 */
export interface Worklist {
  note(event: RawCloudEvent): void
  open(pathway: string, stage: string, locality: string): number
}

/** What an event says of a case's whereabouts, and no more: a year of them is kept. */
interface Said {
  readonly id: string
  readonly at: string
  /** null: it has left; absent: not said */
  readonly stage?: string | null
  readonly locality?: string
}

interface Spot {
  readonly stage: string
  readonly locality: string
}

interface Kept {
  /** in the order of `at` */
  readonly said: Said[]
  readonly void: Set<string>
  spot: Spot | null
}

export function worklist(pack: Pack): Worklist {
  const wards = new Map(pack.localities.flatMap(({ id, wards }) => wards.map((ward) => [ward, id])))
  const cases = new Map<string, Kept>()
  const counts = new Map<string, number>()
  const add = (pathway: string, spot: Spot | null, amount: number) => {
    if (!spot) return
    const key = `${pathway}/${spot.stage}/${spot.locality}`
    counts.set(key, (counts.get(key) ?? 0) + amount)
  }
  return {
    note(event) {
      const about = caseOf(event)
      if (!about) return
      const known = cases.get(about.key)
      const kept: Kept = known ?? { said: [], void: new Set(), spot: null }
      if (!known) cases.set(about.key, kept)
      if (event.type === 'weir.event.withdrawn.v1') kept.void.add(event.data.id)
      else insert(kept.said, saidBy(event, wards))
      add(about.pathway, kept.spot, -1)
      kept.spot = spotOf(kept)
      add(about.pathway, kept.spot, 1)
    },
    open: (pathway, stage, locality) => counts.get(`${pathway}/${stage}/${locality}`) ?? 0,
  }
}

function caseOf(event: RawCloudEvent): { readonly key: string; readonly pathway: string } | null {
  switch (event.type) {
    case 'weir.case.entered.v1':
    case 'weir.case.described.v1':
    case 'weir.case.left.v1':
    case 'weir.event.withdrawn.v1': {
      const { pathway, episode } = event.data
      return pathway === undefined ? null : { key: `${event.subject}|${pathway}|${episode}`, pathway }
    }
    default:
      return null
  }
}

function saidBy(event: RawCloudEvent, wards: ReadonlyMap<string, string>): Said {
  const { id, time: at } = event
  if (event.type === 'weir.case.left.v1') return { id, at, stage: null }
  if (event.type !== 'weir.case.entered.v1' && event.type !== 'weir.case.described.v1') return { id, at }
  const { homeWard } = event.data
  const locality = event.data.locality ?? (homeWard === undefined ? undefined : wards.get(homeWard))
  return { id, at, ...(event.type === 'weir.case.entered.v1' ? { stage: event.data.stage } : {}), ...(locality === undefined ? {} : { locality }) }
}

/** In its place by time, after what has the same; what was sent twice is there once. */
function insert(said: Said[], one: Said): void {
  if (said.some(({ id }) => id === one.id)) return
  let index = said.length
  while (index > 0 && (said[index - 1]?.at ?? '') > one.at) index--
  said.splice(index, 0, one)
}

/** Where the case is after all that was said of it and not withdrawn; null where it has left. */
function spotOf({ said, void: voided }: Kept): Spot | null {
  let stage: string | null = null
  let locality: string = UNPLACED
  for (const one of said) {
    if (voided.has(one.id)) continue
    if (one.locality !== undefined) locality = one.locality
    if (one.stage !== undefined) stage = one.stage
  }
  return stage === null ? null : { stage, locality }
}
