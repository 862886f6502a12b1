import { describe, expect, test } from 'vitest'
import { madeBlockage as held } from '../made.ts'
import { gravestFirst, signalKey, signalLook } from './signals.ts'

describe('the worst comes first', () => {
  test('what holds a journey before its effects, a blockage before a surge, and a late record last', () => {
    const lag = held({ kind: 'recording-lag', waiting: 99 })
    const surge = held({ kind: 'surge', waiting: 50 })
    const effect = held({ stage: 'assessment', effectOf: 'panel', waiting: 40 })
    const small = held({ stage: 'plan', waiting: 2 })
    const large = held({ waiting: 30 })
    expect(gravestFirst([effect, lag, surge, small, large])).toEqual([large, small, surge, lag, effect])
  })
})

test('a late record never looks as if something were held', () => {
  expect(signalLook('recording-lag')).toBe('late')
  expect(signalLook('blockage')).toBe('held')
})

test('a blockage stays the same one while only its numbers move', () => {
  expect(signalKey(held({ waiting: 9 }))).toBe(signalKey(held({ waiting: 10 })))
  expect(signalKey(held({}))).not.toBe(signalKey(held({ kind: 'surge' })))
})
