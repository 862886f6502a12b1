import type { Instant } from '@weir/shared/contract/instant'
import type { CountFacts, PlaceThen } from '@weir/shared/domain/disagreement/facts'
import { casesCounted, casesElsewhere, figuresOf } from './counted-cases.ts'
import { mergedSince, refusedOf, withdrawnFrom } from './counted-events.ts'
import { openElsewhere, openIn } from './counted-places.ts'
import type { About } from './counted.ts'
import type { Store } from './store.ts'

/** A count of the same source and stage in another place: where it agrees with Weir, nothing of this one is missing there. */
export interface CountElsewhere {
  readonly locality: string
  readonly team: string | null
  readonly open: number
  readonly countedAt: Instant
}

/** How many of each list are looked at: a page, and whoever made it wait, must end. Where there are more, that is said. */
type Lists = Pick<CountFacts, 'here' | 'elsewhere' | 'refused' | 'withdrawn' | 'merged'>
type Most = { readonly [List in keyof Lists]: number }
const MOST: Most = { here: 20_000, elsewhere: 5000, refused: 20_000, withdrawn: 5000, merged: 5000 }

/** What the ledger knows around a count, as it stands now. Each list is asked for one more than is looked at. */
export async function aroundCount(
  store: Store,
  about: About,
  counts: readonly CountElsewhere[],
  now: Instant,
  most: Most = MOST,
): Promise<Omit<CountFacts, 'count' | 'ahead' | 'source'>> {
  const [here, places, refused, withdrawn, merged] = await Promise.all([
    casesCounted(store, about, most.here + 1, now),
    placesThen(store, about, counts),
    refusedOf(store, about, most.refused + 1, now),
    withdrawnFrom(store, about, most.withdrawn + 1, now),
    mergedSince(store, about, most.merged + 1, now),
  ])
  const suspected = places.filter(({ above }) => above === null || above > 0)
  const elsewhere = await casesElsewhere(store, about, suspected, most.elsewhere + 1, now)
  const all = here.length > most.here ? await figuresOf(store, about, now) : null
  return { places, all, ...lookedAt({ here, elsewhere, refused, withdrawn, merged }, most) }
}

const LISTS = ['here', 'elsewhere', 'refused', 'withdrawn', 'merged'] as const

function lookedAt(lists: Lists, most: Most): Lists & Pick<CountFacts, 'partly'> {
  const cut = LISTS.filter((name) => lists[name].length > most[name])
  return {
    here: lists.here.slice(0, most.here),
    elsewhere: lists.elsewhere.slice(0, most.elsewhere),
    refused: lists.refused.slice(0, most.refused),
    withdrawn: lists.withdrawn.slice(0, most.withdrawn),
    merged: lists.merged.slice(0, most.merged),
    partly: cut.map((name) => ({ of: name === 'here' ? 'cases' : name, looked: most[name] })),
  }
}

async function placesThen(store: Store, about: About, counts: readonly CountElsewhere[]): Promise<readonly PlaceThen[]> {
  const [places, ours] = await Promise.all([
    openElsewhere(store, about),
    openIn(
      store,
      about,
      counts.map(({ locality, team, countedAt: at }) => ({ locality, team, at })),
    ),
  ])
  return places.map((place) => {
    const index = counts.findIndex(({ locality, team }) => locality === place.locality && team === place.team)
    const count = counts[index]
    return { ...place, above: count ? (ours[index] ?? 0) - count.open : null }
  })
}
