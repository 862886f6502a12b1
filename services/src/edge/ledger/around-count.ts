import type { Instant } from '@weir/shared/contract/instant'
import type { CountFacts, PlaceThen } from '@weir/shared/domain/disagreement/facts'
import { casesCounted, casesElsewhere } from './counted-cases.ts'
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

/** What the ledger knows around a count, as it stands now. */
export async function aroundCount(
  store: Store,
  about: About,
  counts: readonly CountElsewhere[],
  now: Instant,
): Promise<Omit<CountFacts, 'count' | 'ahead' | 'source'>> {
  const [here, places, refused, withdrawn, merged] = await Promise.all([
    casesCounted(store, about, now),
    placesThen(store, about, counts),
    refusedOf(store, about, now),
    withdrawnFrom(store, about, now),
    mergedSince(store, about, now),
  ])
  const suspected = places.filter(({ above }) => above === null || above > 0)
  return { here, places, elsewhere: await casesElsewhere(store, about, suspected, now), refused, withdrawn, merged }
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
