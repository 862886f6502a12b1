import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kept } from './kept.ts'

describe('what is kept of what was drawn', () => {
  test('is all of it, where nothing has changed', () => {
    const before = { rows: [{ pool: { surface: 0.4, usual: null } }] }
    expect(kept(before, structuredClone(before))).toBe(before)
  })

  test('is every part that has not changed', () => {
    const before = { rows: [{ surface: 1 }, { surface: 2 }], across: 3 }
    const after = kept(before, { rows: [{ surface: 1 }, { surface: 5 }], across: 3 })
    expect(after).toEqual({ rows: [{ surface: 1 }, { surface: 5 }], across: 3 })
    expect(after.rows[0]).toBe(before.rows[0])
  })

  test('is nothing that only looks alike: a list is no object, nothing is not the absence of it', () => {
    expect(kept([], {})).toEqual({})
    expect(kept({ usual: undefined }, { usual: undefined, tide: 1 })).toEqual({ usual: undefined, tide: 1 })
    expect(kept({ usual: undefined }, {})).toEqual({})
    expect(kept([1, 2], [1])).toEqual([1])
  })

  test('never changes what is shown', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => void expect(kept(before, after)).toStrictEqual(after)))
  })

  test('keeps the identity of equal values, whatever they are', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void expect(kept(value, structuredClone(value))).toBe(value)))
  })
})
