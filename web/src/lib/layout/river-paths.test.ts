import { expect, test } from 'vitest'
import type { RiverPool } from './river.ts'
import { riverPaths } from './river-paths.ts'

/** Broken to see these fail: overdue water at the left of its pool; a weir of one that is held as low as an open one. */
const pool = (changed: Partial<RiverPool>): RiverPool => ({
  stage: 's',
  waiting: 4,
  look: 'open',
  surface: 0.4,
  usual: 0.4,
  brimming: false,
  overdue: 0,
  ...changed,
})

test('water stands side by side, each as high as its pool, and what is overdue nearest to the weir', () => {
  const { water, overdue, bed } = riverPaths({ pools: [pool({}), pool({ surface: 0.8, overdue: 0.5 })] }, 2)
  expect(water).toBe('0,100 0,60 48.5,60 48.5,100 50,100 50,20 73.45,20 73.45,100')
  expect(overdue).toBe('74.25,100 74.25,20 98.5,20 98.5,100')
  expect(bed).toBe('M0 100H100')
})

test('a stage is as wide in a short journey as in a long one', () => {
  expect(riverPaths({ pools: [pool({})] }, 4)).toMatchObject({ water: '0,100 0,60 24.25,60 24.25,100', bed: 'M0 100H25' })
})

test('a wall where it is held, a post where all flows; what nobody knows is faint', () => {
  const { weirs, water, faint } = riverPaths({ pools: [pool({ look: 'held' }), pool({}), pool({ look: 'late' })] }, 3)
  expect([weirs.held, weirs.open]).toEqual(['M32.33 0V100', 'M65.67 50V100'])
  expect([water.split(' ').length, faint.split(' ').length]).toEqual([8, 4])
})

test('the usual level is told where it is known, and the rim where the pool holds more than it can show', () => {
  const { usual, over } = riverPaths({ pools: [pool({}), pool({ usual: null, surface: 1, brimming: true })] }, 2)
  expect([usual, over]).toEqual(['M0 60H48.5', 'M50 0H98.5'])
})

test('where all is overdue there is no other water, and where hardly any is not, none that would be hidden in the gap', () => {
  expect(riverPaths({ pools: [pool({ overdue: 1 })] }, 1)).toMatchObject({ water: '', overdue: '0,100 0,60 97,60 97,100' })
  expect(riverPaths({ pools: [pool({ overdue: 0.995 })] }, 1).water).toBe('')
})

test('an empty pool has no water', () => expect(riverPaths({ pools: [pool({ surface: 0, overdue: 1 })] }, 1)).toMatchObject({ water: '', overdue: '' }))
