import { expect, test } from 'vitest'
import { GAP, foremostRoom } from './foremost-room.ts'

/** Broken to see these fail: levels below each other without the gap between them; room for "and more" where there is no more. */
test('levels need the room of the highest side by side, and of all of them one below the other', () => {
  const { levelsBeside, levelsBelow } = foremostRoom(['pressing', 'calm'], 0, 0)
  const [pressing, calm] = [foremostRoom(['pressing'], 0, 0), foremostRoom(['calm'], 0, 0)]
  expect(levelsBeside).toBe(pressing.levelsBeside)
  expect(levelsBelow).toBeCloseTo(pressing.levelsBelow + calm.levelsBelow + GAP)
})

test('a second blockage and a second warning need no more room than to say that there is one more', () => {
  expect(foremostRoom([], 9, 9)).toEqual(foremostRoom([], 2, 2))
  expect(foremostRoom([], 2, 2).blockages).toBeGreaterThan(foremostRoom([], 1, 1).blockages)
})

test('what is not told needs no room', () => {
  expect(foremostRoom([], 0, 0)).toEqual({ levelsBeside: 0, levelsBelow: 0, blockages: 0, ahead: 0 })
})
