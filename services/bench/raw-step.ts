import type { ChainableCommander, Redis } from 'ioredis'
import type { Change } from '@weir/shared/domain/difference'
import type { Keys } from '../src/edge/keys.ts'
import { formatRecord } from '../src/projector/record.ts'
import type { Projected } from '../src/projector/project.ts'
import type { Step } from '../src/projector/store.ts'

/**
 * The commands that apply.lua sends for a step, one by one in a raw pipeline: without its guards' decisions, without
 * atomicity, and without the removal of counts that have come to nothing, which a pipeline cannot know.
 */
export function rawStep(redis: Redis, root: Keys, name: string): (step: Step) => Promise<void> {
  const keys = root.generation(name)
  return async ({ projected, heard }) => {
    const pipeline = redis.pipeline()
    pipeline.get(root.current).get(keys.merges).exists(keys.stuck)
    for (const { source, heard: at } of heard) pipeline.zadd(keys.heard, 'GT', at ?? 0, source)
    for (const one of projected) {
      writeCase(pipeline, one)
      for (const change of one.changes) writeChange(pipeline, one.entity, change)
    }
    pipeline.publish(root.changed, '*')
    const answers = await pipeline.exec()
    const failed = answers?.find(([error]) => error !== null)
    if (failed) throw new Error('a raw command failed', { cause: failed[0] })
  }

  function writeCase(pipeline: ChainableCommander, { entity, record, wakeAt, closedAt }: Projected): void {
    const key = keys.fact + entity
    pipeline.getrange(key, 0, 15)
    if (record) pipeline.set(key, formatRecord(record))
    else pipeline.del(key)
    if (wakeAt === null) pipeline.zrem(keys.wake, entity)
    else pipeline.zadd(keys.wake, wakeAt, entity)
    if (closedAt === null) pipeline.zrem(keys.closed, entity)
    else pipeline.zadd(keys.closed, closedAt, entity)
  }

  function writeChange(pipeline: ChainableCommander, entity: string, change: Change): void {
    switch (change.kind) {
      case 'count':
        pipeline.hincrby(keys.prefix + change.hash, change.field, change.by)
        return
      case 'mark':
        if (change.score === null) pipeline.zrem(keys.prefix + change.set, entity)
        else pipeline.zadd(keys.prefix + change.set, change.score, entity)
        return
      case 'value':
        if (change.text === null) pipeline.hdel(keys.prefix + change.hash, change.field)
        else pipeline.hset(keys.prefix + change.hash, change.field, change.text)
        return
      default:
        change satisfies never
    }
  }
}
