import { expect, test } from 'vitest'
import { isPairingCode, makePairingCode } from './pairing-code.ts'

test('a code has six letters and digits, none of which is taken for another', () => {
  const codes = Array.from({ length: 2000 }, makePairingCode)
  expect(codes.filter((code) => !isPairingCode(code))).toEqual([])
  expect(codes.join('')).not.toMatch(/[01OILBSZAEUYDKNT]/)
  expect(new Set(codes.join('')).size).toBe(20)
  expect(new Set(codes).size).toBeGreaterThan(1990)
})

test('what is no code is not looked for', () => {
  expect(['', 'ABCDEF', '23456', '2345678', '23 456'].filter(isPairingCode)).toEqual([])
})
