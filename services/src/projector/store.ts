import type { Redis } from 'ioredis'
import type { Instant } from '@weir/shared/contract/instant'
import type { Change } from '@weir/shared/domain/difference'
import type { GenerationKeys, Keys } from '../edge/keys.ts'
import { loadScript } from '../edge/redis.ts'
import type { Groups } from './groups.ts'
import type { Projected } from './project.ts'
import { type Stored, formatRecord, parseRecord } from './record.ts'

/** One generation of metrics in Redis, as the projector reads and changes it. Thin: it decides nothing. */
export interface Store {
  readonly keys: GenerationKeys
  load(entities: readonly string[], events: readonly string[]): Promise<Loaded>
  apply(step: Step): Promise<Answer>
  regroup(expected: string, people: readonly string[], groups: Groups, wakes: readonly (readonly [string, Instant | null])[]): Promise<boolean>
  groups(): Promise<Groups>
  merges(): Promise<string>
  addOrphans(events: readonly string[]): Promise<void>
  dropOrphans(events: readonly string[]): Promise<void>
  dueToWake(now: Instant, most: number): Promise<readonly string[]>
  mark(): Promise<number>
  setStuck(entity: string, reason: string): Promise<void>
  stuck(): Promise<readonly string[]>
}

export interface Loaded {
  readonly records: readonly Stored[]
  /** how often people were regrouped: what the routing of this batch must still be built on */
  readonly merges: string
  /** those of the events for which a withdrawal came first */
  readonly orphans: readonly string[]
}

export interface Heard {
  readonly source: string
  readonly heard: Instant | null
  readonly through: Instant | null
}

export interface Step {
  readonly projected: readonly Projected[]
  readonly heard: readonly Heard[]
  readonly merges: string
  readonly mark: { readonly from: number; readonly to: number } | null
  /** false while a generation is folded beside the one that is shown */
  readonly shown: boolean
}

export type Answer = { readonly kind: 'applied'; readonly leftOut: readonly Projected[] } | { readonly kind: 'other generation' } | { readonly kind: 'merged' }

const applyScript = loadScript(new URL('apply.lua', import.meta.url), 'weirApply')
const regroupScript = loadScript(new URL('regroup.lua', import.meta.url), 'weirRegroup')

export function openStore(redis: Redis, root: Keys, name: string): Store {
  const keys = root.generation(name)
  const applyKeys = [root.current, root.changed, keys.mark, keys.ahead, keys.wake, keys.closed, keys.heard, keys.through, keys.merges, keys.stuck, keys.touched]
  return {
    keys,
    load: async (entities, events) => {
      const [merges, orphaned, texts] = await Promise.all([
        redis.get(keys.merges),
        redis.scard(keys.orphans),
        entities.length > 0 ? redis.mget(entities.map((entity) => keys.fact + entity)) : [],
      ])
      const isOrphan = orphaned > 0 && events.length > 0 ? await redis.smismember(keys.orphans, ...events) : []
      return { records: texts.map(parseRecord), merges: merges ?? '0', orphans: events.filter((_event, index) => isOrphan[index] === 1) }
    },
    apply: async (step) => {
      const answer = (await applyScript.run(redis, applyKeys, argumentsOf(step, keys))) as [string, ...number[]]
      const [kind, ...leftOut] = answer
      if (kind === 'applied') return { kind, leftOut: step.projected.filter((_projected, index) => leftOut.includes(index)) }
      return kind === 'merged' ? { kind } : { kind: 'other generation' }
    },
    regroup: async (expected, people, groups, wakes) => {
      const named = people.flatMap((person) => [person, groups.get(person) ?? ''])
      const answer = await regroupScript.run(
        redis,
        [keys.merged, keys.merges, keys.wake],
        [expected, people.length, ...named, wakes.length, ...wakes.flatMap(([entity, at]) => [entity, at ?? ''])],
      )
      return answer !== -1
    },
    groups: async () => new Map(Object.entries(await redis.hgetall(keys.merged))),
    merges: async () => (await redis.get(keys.merges)) ?? '0',
    addOrphans: async (events) => void (await redis.sadd(keys.orphans, ...events)),
    dropOrphans: async (events) => void (await redis.srem(keys.orphans, ...events)),
    dueToWake: async (now, most) => redis.zrangebyscore(keys.wake, '-inf', now, 'LIMIT', 0, most),
    mark: async () => Number((await redis.get(keys.mark)) ?? 0),
    setStuck: async (entity, reason) => void (await redis.multi().hset(keys.stuck, entity, reason.slice(0, 500)).zrem(keys.wake, entity).exec()),
    stuck: async () => redis.hkeys(keys.stuck),
  }
}

function argumentsOf({ projected, heard, merges, mark, shown }: Step, keys: GenerationKeys): readonly (string | number)[] {
  const args: (string | number)[] = [
    shown ? keys.name : '',
    keys.prefix,
    keys.fact,
    merges,
    mark?.from ?? '',
    mark?.to ?? '',
    shown ? localitiesOf(projected) : '',
  ]
  const days = daysOf(projected)
  args.push(days.size, ...days)
  args.push(heard.length)
  for (const { source, heard: at, through } of heard) args.push(source, at ?? '', through ?? '')
  args.push(projected.length)
  for (const { entity, expected, record, wakeAt, closedAt, changes } of projected) {
    args.push(entity, expected, record ? formatRecord(record) : '', wakeAt ?? '', closedAt ?? '', changes.length)
    for (const change of changes) pushChange(args, change)
  }
  return args
}

function pushChange(args: (string | number)[], change: Change): void {
  switch (change.kind) {
    case 'count':
      args.push('c', change.hash, change.field, change.by)
      return
    case 'mark':
      if (change.score === null) args.push('r', change.set)
      else args.push('s', change.set, change.score)
      return
    case 'value':
      if (change.text === null) args.push('x', change.hash, change.field)
      else args.push('v', change.hash, change.field, change.text)
      return
    default:
      change satisfies never
  }
}

/** The day buckets that change: whoever follows their history reads only those again. */
function daysOf(projected: readonly Projected[]): ReadonlySet<string> {
  const days = new Set<string>()
  for (const { changes } of projected) for (const change of changes) if (change.kind === 'count' && change.hash.startsWith('day:')) days.add(change.hash)
  return days
}

/** The numbers of the localities whose boards change, with commas between; a change of no locality concerns them all: `*`. */
function localitiesOf(projected: readonly Projected[]): string {
  const localities = new Set<string>()
  for (const { changes } of projected) for (const change of changes) localities.add((change.kind === 'mark' ? change.set : change.hash).split(':', 2)[1] ?? '*')
  return localities.has('*') ? '*' : [...localities].join(',')
}
