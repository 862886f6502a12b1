import { describe, expect, it } from 'vitest'
import { openAttention } from './attention.ts'

const TOPICS = ['board/north', 'board/south', 'board/west'] as const

describe('what is watched and has changed', () => {
  it('is taken once, and only what somebody watches', () => {
    const attention = openAttention()
    attention.watch('board/south')
    attention.changed([0, 1])
    expect(attention.take(TOPICS)).toEqual([1])
    expect(attention.take(TOPICS)).toEqual([])
  })

  it('is every changed locality as long as somebody watches the council', () => {
    const attention = openAttention()
    attention.watch('council')
    attention.changed([2, 0])
    expect(attention.take(TOPICS)).toEqual([0, 2])
    attention.unwatch('council')
    attention.changed('all')
    expect(attention.take(TOPICS)).toEqual([])
  })

  it('counts watchers, and says who was the last', () => {
    const attention = openAttention()
    attention.watch('board/north')
    attention.watch('board/north')
    expect(attention.unwatch('board/north')).toBe(false)
    expect(attention.watches('board/north')).toBe(true)
    expect(attention.unwatch('board/north')).toBe(true)
    expect(attention.watches('board/north')).toBe(false)
  })

  it('has changed everywhere after a tick, until it is taken', () => {
    const attention = openAttention()
    attention.changed('all')
    expect([attention.everythingHas(), attention.hasChanged(2)]).toEqual([true, true])
    attention.take(TOPICS)
    expect([attention.everythingHas(), attention.hasChanged(2)]).toEqual([false, false])
  })
})
