import { expect, test } from 'vitest'
import { oneAtATime, within } from './one-at-a-time.ts'

test('two hundred who ask together are answered by one reading, and the next who asks by another', async () => {
  let readings = 0
  const read = oneAtATime(async (key: string) => `${key}${++readings}`)
  expect(new Set(await Promise.all(Array.from({ length: 200 }, () => read('a'))))).toEqual(new Set(['a1']))
  expect(await read('a')).toBe('a2')
})

test('different things are read side by side', async () => {
  const read = oneAtATime(async (key: number) => key)
  expect(await Promise.all([read(1), read(2)])).toEqual([1, 2])
})

test('a reading that fails fails for those who waited, and not for the next', async () => {
  let fails = true
  const read = oneAtATime(async (_key: null) => {
    if (fails) throw new Error('away')
    return 'back'
  })
  const both = await Promise.allSettled([read(null), read(null)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  fails = false
  expect(await read(null)).toBe('back')
})

test('what takes too long is an error', async () => {
  await expect(within(1, new Promise(() => undefined), 'Redis')).rejects.toThrow('Redis takes too long')
  expect(await within(1000, Promise.resolve(5), 'nothing')).toBe(5)
})
