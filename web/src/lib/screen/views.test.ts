import type { PackView } from '@weir/shared/contract/pack-view'
import { expect, test } from 'vitest'
import { viewName } from './views.ts'

/** Broken to see it fail: a view further inside another one told by its address. */
const pack = { localities: [{ id: 'llanelli', name: { en: 'Llanelli', cy: 'Llanelli' } }] } as unknown as PackView

test('a manager reads of every view a name, also of one further inside, and an address only of what is not there any more', () => {
  expect(viewName('/locality/llanelli', pack, 'en')).toBe('Llanelli')
  expect(viewName('/locality/llanelli/blockage/adult/panel', pack, 'en')).toBe('Llanelli: what is held up')
  expect(viewName('/locality/llanelli/count/adult/panel', pack, 'en')).toBe('Llanelli')
  expect(viewName('/locality/gone', pack, 'en')).toBe('/locality/gone')
})
