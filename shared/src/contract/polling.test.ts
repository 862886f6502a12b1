import { expect, test } from 'vitest'
import { etagOf, holds } from './polling.ts'

const version = { epoch: 'a-b_c', seq: 12 }

test('a screen that holds a version is known by its tag, also through a proxy that weakened it or added others', () => {
  expect(holds(etagOf(version), version)).toBe(true)
  expect(holds(`"x.1", W/${etagOf(version)}`, version)).toBe(true)
})

test('another version, another gateway, or no tag at all is not held', () => {
  expect(holds(etagOf({ ...version, seq: 13 }), version)).toBe(false)
  expect(holds(etagOf({ ...version, epoch: 'other' }), version)).toBe(false)
  expect(holds(undefined, version)).toBe(false)
})
