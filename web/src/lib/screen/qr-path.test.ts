import { expect, test } from 'vitest'
import encodeQR from 'qr'
import { qrPath } from './qr-path.ts'

/** Draws the path as its reader would, square by square. */
function squaresOf(path: string): ReadonlySet<string> {
  const dark = new Set<string>()
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(length); at++) dark.add(`${Number(x) + at},${y}`)
  return dark
}

test('every dark square of the code is drawn, and no other', () => {
  const squares = encodeQR('https://wall.example/pair?code=2345CF', 'raw', { border: 4 })
  const expected = new Set(squares.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x},${y}`] : []))))
  expect(squaresOf(qrPath(squares))).toEqual(expected)
})
