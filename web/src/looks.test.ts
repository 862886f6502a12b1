import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/**
 * The colours of `app.css` by sum, not by eye, for the dark wall and the light one: text and graphics stand out enough (WCAG 2.2:
 * 4.5 to 1 and 3 to 1), and what is told by colour can be told apart in greyscale and by people who do not see red and green apart
 * (deuteranopia, simulated by the matrix of Machado, Oliveira and Fernandes, 2009). Broken to see these fail: the water of the light
 * wall a third lighter, the overdue of the dark one as dark as its water.
 */
const css = readFileSync(new URL('app.css', import.meta.url), 'utf8')

type Colour = readonly [number, number, number]
type Palette = (name: string) => Colour

const light = css.slice(css.indexOf("[data-theme='light'] {"), css.indexOf('}', css.indexOf("[data-theme='light'] {")))
const dark = css.slice(0, css.indexOf('}'))

const paletteOf =
  (block: string): Palette =>
  (name) => {
    const hex = new RegExp(`--${name}: #([0-9a-f]{6});`).exec(block)?.[1]
    if (hex === undefined) throw new Error(`app.css has no colour ${name} here`)
    const channel = (at: number) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    return [channel(0), channel(2), channel(4)]
  }

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = ([r, g, b]: Colour): number => 0.2126 * r + 0.7152 * g + 0.0722 * b

function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const DEUTERANOPIA: readonly Colour[] = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
]
const asDeuteranope = (seen: Colour): Colour => DEUTERANOPIA.map((row) => row.reduce((sum, part, at) => sum + part * (seen[at] ?? 0), 0)) as unknown as Colour

/** What a level's block is made of; steady has no ground and no frame of its own. */
const LEVELS = {
  steady: { ground: 'tile', edge: 'tile', text: 'quiet' },
  busy: { ground: 'level-fill-2', edge: 'level-edge-2', text: 'level-edge-2' },
  high: { ground: 'level-fill-3', edge: 'level-edge-3', text: 'level-ink-3' },
  critical: { ground: 'level-fill-4', edge: 'level-edge-4', text: 'level-ink-4' },
} as const

const THEMES = [
  ['dark', paletteOf(dark)],
  ['light', paletteOf(light)],
] as const

describe.each(THEMES)('on a %s wall', (_theme, colour) => {
  test.each(Object.entries(LEVELS))('the word of %s stands out from its block', (_level, { ground, text }) => {
    expect(contrast(colour(ground), colour(text))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['text', 'quiet', 'held', 'slow', 'overdue', 'warn'])('%s can be read on a tile and on the ground', (name) => {
    for (const ground of ['tile', 'ground']) expect(contrast(colour(ground), colour(name))).toBeGreaterThanOrEqual(4.5)
  })

  test('what is held can be read where its stage is marked', () => {
    for (const name of ['text', 'quiet', 'held', 'overdue']) expect(contrast(colour('held-ground'), colour(name))).toBeGreaterThanOrEqual(4.5)
  })

  test('what tells of the picture itself can be read on its own ground', () => {
    expect(contrast(colour('lost'), colour('lost-ink'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colour('replay'), colour('text'))).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['level-edge-1', 'level-edge-2', 'level-edge-3', 'level-edge-4', 'level-fill-4', 'level-hatch-2', 'level-hatch-3', 'level-hatch-4'])(
    '%s stands out from the tile',
    (name) => expect(contrast(colour('tile'), colour(name))).toBeGreaterThanOrEqual(3),
  )

  test.each(['water', 'in', 'out', 'overdue', 'overdue-water', 'held', 'slow', 'faint', 'focus'])('%s stands out from the ground that pools lie on', (name) =>
    expect(contrast(colour('ground'), colour(name))).toBeGreaterThanOrEqual(3),
  )

  test.each([
    ['in greyscale', (seen: Colour) => seen],
    ['for deuteranopes', asDeuteranope],
  ])('what is overdue is told from other water by its lines and its edge, %s', (_eyes, see) => {
    for (const water of ['overdue-water', 'water'])
      for (const gap of ['ground', 'tile']) expect(contrast(see(colour(water)), see(colour(gap)))).toBeGreaterThanOrEqual(3)
    for (const drawn of ['lib/marks/PoolWater.svelte', 'lib/marks/RiverRow.svelte', 'lib/tiles/Key.svelte'])
      expect(readFileSync(new URL(drawn, import.meta.url), 'utf8')).toMatch(/background: (var\(--overdue-ruled\)|repeating-linear-gradient)|url\(#\{ruled\}\)/)
  })

  test('the usual level is seen on water and on the ground', () => {
    for (const ground of ['water', 'ground', 'overdue-water'])
      expect(contrast(colour(ground), colour('text'))).toBeGreaterThanOrEqual(ground === 'overdue-water' ? 2 : 3)
  })

  describe.each([
    ['in greyscale', (seen: Colour) => seen],
    ['for deuteranopes', asDeuteranope],
  ])('%s', (_eyes, see) => {
    const pairs = Object.entries(LEVELS).flatMap(([one, a], at) =>
      Object.entries(LEVELS)
        .slice(at + 1)
        .map(([other, b]) => ({ one, a, other, b })),
    )
    test.each(pairs)('$one and $other can be told apart', ({ a, b }) => {
      const apart = (part: 'ground' | 'edge' | 'text') => contrast(see(colour(a[part])), see(colour(b[part])))
      expect(Math.max(apart('ground'), apart('edge'), apart('text'))).toBeGreaterThanOrEqual(1.5)
    })
    test.each([
      ['water', 'overdue-water'],
      ['water', 'in'],
      ['water', 'held'],
      ['held', 'held-ground'],
    ])('%s and %s can be told apart', (one, other) => {
      expect(contrast(see(colour(one)), see(colour(other)))).toBeGreaterThanOrEqual(1.5)
    })
  })
})
