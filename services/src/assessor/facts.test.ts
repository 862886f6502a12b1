import { expect, test } from 'vitest'
import type { Reading } from '@weir/shared/domain/read-board'
import { hearTogether } from './facts.ts'

test('what was heard last of a source holds in every place, whichever was read then', () => {
  const read = (heard: Record<string, number>, waiting: number) => ({ heard, through: {}, why: { waiting } }) as unknown as Reading
  const readings = new Map([[0, read({ mosaic: 1 }, 5)], [1, read({ mosaic: 9 }, 7)]]) // prettier-ignore
  hearTogether(readings, readings.get(1))
  expect([...readings.values()].map(({ heard, why }) => [heard['mosaic'], why['waiting']])).toEqual([[9, 5], [9, 7]]) // prettier-ignore
})
