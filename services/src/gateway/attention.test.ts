import { describe, expect, it } from 'vitest'
import { openAttention } from './attention.ts'

const TOPICS = ['board/north', 'board/south', 'board/west'] as const

describe('what is watched and has changed', () => {
  it('is taken once, and only what somebody watches', () => {
    const attention = openAttention()
    attention.watch('board/south')
    attention.changed([0, 1])
    expect(attention.take(TOPICS).localities).toEqual([1])
    expect(attention.take(TOPICS).localities).toEqual([])
  })

  it('is every changed locality as long as somebody watches the council', () => {
    const attention = openAttention()
    attention.watch('council')
    attention.changed([2, 0])
    expect(attention.take(TOPICS)).toEqual({ localities: [0, 2], council: true })
    attention.unwatch('council')
    attention.changed('all')
    expect(attention.take(TOPICS)).toEqual({ localities: [], council: false })
  })

  it('says who watched the council when it was taken: whoever comes while it is read waits for a whole reading', () => {
    const attention = openAttention()
    attention.watch('board/north')
    attention.changed([0])
    const taken = attention.take(TOPICS)
    attention.watch('council')
    expect(taken).toEqual({ localities: [0], council: false })
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
