import { describe, expect, test } from 'vitest'
import { ANYONE, type Who, boardsAre, mayManageScreens, mayReadCases, mayReadFindings, mayReadNames, mayWatch } from './access.ts'

const screen: Who = { kind: 'screen', id: 's', view: '/locality/llanelli' }
const manager: Who = { kind: 'manager' }

describe('who may read boards', () => {
  test('where they are open, anyone; where screens are enrolled, nobody without a token', () => {
    expect(mayWatch(ANYONE, 'council', 'open')).toBe(true)
    expect(mayWatch(ANYONE, 'council', 'enrolled')).toBe(false)
    expect(mayReadNames(ANYONE, 'enrolled')).toBe(false)
  })

  test('a screen reads the boards of its scope and nothing else, also where boards are open', () => {
    for (const boards of ['open', 'enrolled'] as const) {
      expect(mayWatch(screen, 'board/llanelli', boards)).toBe(true)
      expect(mayWatch(screen, 'board/ammanford', boards)).toBe(false)
      expect(mayWatch(screen, 'council', boards)).toBe(false)
    }
  })

  test('a manager reads all of them, and alone manages screens', () => {
    expect(mayWatch(manager, 'council', 'enrolled')).toBe(true)
    expect([ANYONE, screen, manager].map(mayManageScreens)).toEqual([false, false, true])
  })

  test('and alone what is told of teams and of single cases, also where boards are open', () => {
    for (const may of [mayReadFindings, mayReadCases]) expect([ANYONE, screen, manager].map(may)).toEqual([false, false, true])
  })
})

test('without a word of the council, boards are open on loopback and enrolled anywhere else', () => {
  expect(['127.0.0.1', '::1', 'localhost', '127.1.2.3'].map((host) => boardsAre(undefined, host))).toEqual(['open', 'open', 'open', 'open'])
  expect(['0.0.0.0', '::', '10.0.0.7', 'wall.example'].map((host) => boardsAre(undefined, host))).toEqual(Array(4).fill('enrolled'))
  expect(boardsAre('open', '0.0.0.0')).toBe('open')
  expect(boardsAre('enrolled', '127.0.0.1')).toBe('enrolled')
})
