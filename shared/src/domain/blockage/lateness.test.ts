import { describe, expect, test } from 'vitest'
import { counted } from '../../../test/made-days.ts'
import { latenessOf } from './lateness.ts'

describe('how late records come', () => {
  test('promptly, where none ever came late', () => {
    const { known, unusual, unusualShare } = latenessOf([counted(1, 50), counted(2, 50)])
    expect([known(0), unusual]).toEqual([1, 1])
    expect(unusualShare).toBeCloseTo(1 / 150)
  })
  test('is the share that is known after so many days', () => {
    const { known, unusual } = latenessOf([counted(1, 10, new Map([[1, 4], [2, 1]]))]) // prettier-ignore
    expect([known(0), known(1), known(2), known(40), known(-1)]).toEqual([0.5, 0.9, 1, 1, 0.5])
    expect(unusual).toBe(3)
  })
  test('a single late record in a hundred is not what is usual', () => {
    const { unusual, unusualShare } = latenessOf([counted(1, 100, new Map([[9, 1]]))])
    expect(unusual).toBe(1)
    expect(unusualShare).toBeCloseTo(2 / 150)
  })
  test('nothing is claimed of a place where nothing was counted', () => {
    expect(latenessOf([]).unusualShare).toBeCloseTo(0.02)
  })
})
