import { expect, test } from 'vitest'
import { isView, pathOfScreen, placeOf, viewReads } from './screen-view.ts'

/** Broken on purpose: a view of one place that read every board; it failed. */
test('a screen of one place reads its board and nothing else', () => {
  for (const view of ['/locality/llanelli', '/locality/llanelli/blockage', '/locality/llanelli/blockage/adult/assessment']) {
    expect(viewReads(view, 'board/llanelli'), view).toBe(true)
    expect(viewReads(view, 'board/ammanford'), view).toBe(false)
    expect(viewReads(view, 'council'), view).toBe(false)
  }
})

test('a screen of the council, or of the rotation, reads every board', () => {
  for (const view of ['/', '/rotation']) for (const topic of ['council', 'board/llanelli'] as const) expect(viewReads(view, topic)).toBe(true)
})

test('a place is known by its id, whatever is in it', () => {
  expect(placeOf(`/locality/${encodeURIComponent('y tŷ/1')}`)).toBe('y tŷ/1')
  expect(placeOf('/')).toBeNull()
})

test('only addresses of views can be given to a screen', () => {
  expect(['/', '/rotation', '/locality/x', '/locality/x/blockage', '/locality/x/blockage/y/z'].filter((path) => !isView(path))).toEqual([])
  const refused = [
    '',
    'https://elsewhere',
    '//elsewhere',
    '/screens',
    '/api/pack',
    '/locality/',
    '/locality/x?y=1',
    '/locality/x/elsewhere',
    '/locality/%zz',
    '/locality/x#y',
    `/locality/${'x'.repeat(300)}`,
  ]
  expect(refused.filter(isView)).toEqual([])
})

test('language and theme go along in the address', () => {
  expect(pathOfScreen({ view: '/locality/x', language: 'cy-en', theme: 'light' })).toBe('/locality/x?lang=cy-en&theme=light')
})
