import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PATIENCE_MS, runs } from '../../test/runs.ts'
import { MINUTE, parseInstant } from './instant.ts'

/**
 * What is an instant and what is none. Broken on purpose: the day not compared with the one that went in, so that 30 February
 * was 2 March, and every offset taken as one ahead of UTC; each failed here.
 */

test('every whole millisecond is read back from its text, with any offset', { timeout: PATIENCE_MS }, () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-02T00:00:00Z'), max: new Date('9998-12-30T00:00:00Z'), noInvalidDate: true }),
      fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }),
      (date, offset) => {
        const two = (value: number) => String(Math.trunc(value)).padStart(2, '0')
        const local = new Date(date.getTime() + offset * MINUTE).toISOString().slice(0, -1)
        expect(parseInstant(date.toISOString())).toBe(date.getTime())
        expect(parseInstant(`${local}${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`)).toBe(date.getTime())
      },
    ),
    runs(2000),
  )
})

test.each([
  ['2026-11-22T09:00:00Z', '2026-11-22T09:00:00.000Z'],
  ['2026-11-22t09:00:00z', '2026-11-22T09:00:00.000Z'],
  ['2026-11-22T09:00:00.5Z', '2026-11-22T09:00:00.500Z'],
  ['2026-11-22T09:00:00.1239Z', '2026-11-22T09:00:00.123Z'],
  ['2026-11-22T09:00:00.999999999Z', '2026-11-22T09:00:00.999Z'],
  ['2026-11-22T00:30:00+01:00', '2026-11-21T23:30:00.000Z'],
  ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.000Z'],
  ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00.000Z'],
])('%s is %s', (text, instant) => expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(instant))

test.each([
  '',
  '2026-11-22',
  '2026-11-22T09:00Z',
  '2026-11-22T09:00:00',
  '2026-11-22 09:00:00Z',
  '2026-11-22T09:00:00.Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T09:60:00Z',
  '2016-12-31T23:59:60Z',
  '2026-02-29T00:00:00Z',
  '2026-02-30T00:00:00+05:00',
  '2026-04-31T23:00:00-05:00',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '26-01-01T00:00:00Z',
  '2026-01-01T00:00:00+0100',
  '2026-01-01T00:00:00+24:00',
  ' 2026-01-01T00:00:00Z',
  '2026-01-01T00:00:00Z ',
  '2026-01-01T00:00:00Z\n',
  'yesterday',
])('%j is no instant', (text) => expect(parseInstant(text)).toBeUndefined())
