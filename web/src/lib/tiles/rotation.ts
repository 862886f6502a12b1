import type { Council } from '@weir/shared/contract/board'
import type { Level } from '@weir/shared/contract/pressure'
import { MINUTE } from '@weir/shared/words/span'

/**
 * Which view a rotation shows, step by step: pure. It goes on by itself, stands while somebody holds it (WCAG 2.2.2; half an hour at most), and jumps
 * to a locality whose level has become critical, where it stays for a while; a level that was critical before is no news.
 */
export type View = { readonly kind: 'council' } | { readonly kind: 'locality' | 'blockage'; readonly locality: string }

export interface Rotation {
  readonly at: number
  readonly since: number
  readonly held: boolean
  /** a locality that has just become critical, and is stayed with */
  readonly jumped: string | null
  /** the services in their places that are critical: `locality service`; null before the first board */
  readonly critical: ReadonlySet<string> | null
}

/** Where a picture finds, among its surroundings, what holds the rotation that it is in. */
export const HOLDS = Symbol('holds the rotation')

export const STARTED = (now: number): Rotation => ({ at: 0, since: now, held: false, jumped: null, critical: null })

/** Nobody walks the floor to set a rotation going again: what was held for a meeting goes on by itself after it. */
const LONGEST_HOLD_MS = 30 * MINUTE

/** How much longer than a view's turn a new critical level is stayed with. */
const STAYS = 4

export function stepped(rotation: Rotation, views: readonly View[], everyMs: number, now: number): Rotation {
  if (rotation.held && now - rotation.since >= LONGEST_HOLD_MS) return { ...rotation, held: false, since: now }
  const turn = everyMs * (rotation.jumped === null ? 1 : STAYS)
  if (rotation.held || views.length < 2 || now - rotation.since < turn) return rotation
  return moved(rotation, views, rotation.jumped === null ? 1 : 0, now)
}

/** Forward or back, by hand or by time. */
export const moved = (rotation: Rotation, views: readonly View[], by: number, now: number): Rotation => ({
  ...rotation,
  at: (((rotation.at + by) % views.length) + views.length) % views.length,
  since: now,
  jumped: null,
})

const CRITICAL: Level = 4

export function seen(rotation: Rotation, localities: Council['localities'], now: number): Rotation {
  const critical = new Map(
    localities.flatMap(({ locality, pressure }) =>
      pressure.flatMap(({ service, level, declared }) =>
        Math.max(level ?? 0, declared?.level ?? 0) >= CRITICAL ? [[`${locality} ${service}`, locality] as const] : [],
      ),
    ),
  )
  const fresh = rotation.critical === null ? undefined : [...critical].find(([key]) => !rotation.critical?.has(key))
  const known = new Set(critical.keys())
  return fresh && !rotation.held ? { ...rotation, critical: known, jumped: fresh[1], since: now } : { ...rotation, critical: known }
}

/** `council,llanelli,llanelli:blockage`; nothing named is the council and each of its localities that has a level. */
export function viewsOf(asked: string | null, { localities }: Pick<Council, 'localities'>): readonly View[] {
  const known = new Set(localities.map(({ locality }) => locality))
  const views = (asked ?? '').split(',').flatMap((name): readonly View[] => {
    const [locality = '', part] = name.trim().split(':')
    if (locality === 'council') return [{ kind: 'council' }]
    return known.has(locality) ? [{ kind: part === 'blockage' ? 'blockage' : 'locality', locality }] : []
  })
  if (views.length > 0) return views
  return [{ kind: 'council' }, ...localities.filter(({ pressure }) => pressure.length > 0).map(({ locality }): View => ({ kind: 'locality', locality }))]
}

export const viewOf = (rotation: Rotation, views: readonly View[]): View =>
  rotation.jumped === null ? (views[rotation.at] ?? { kind: 'council' }) : { kind: 'locality', locality: rotation.jumped }
