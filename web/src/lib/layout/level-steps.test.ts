import { expect, test } from 'vitest'
import { levelSteps } from './level-steps.ts'

test('a sure level fills its steps', () => {
  expect(levelSteps({ from: 3, to: 3 })).toEqual(['sure', 'sure', 'sure', 'clear'])
})

test('a level that is not sure counts only the least as reached, and never leaves out the most', () => {
  expect(levelSteps({ from: 2, to: 4 })).toEqual(['sure', 'sure', 'maybe', 'maybe'])
  expect(levelSteps({ from: 1, to: 4 })).toEqual(['sure', 'maybe', 'maybe', 'maybe'])
})

test('where no level is told, any might be, and none is drawn as reached', () => {
  expect(levelSteps(null)).toEqual(['maybe', 'maybe', 'maybe', 'maybe'])
})
