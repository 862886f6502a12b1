import { describe, expect, test } from 'vitest'
import { DRIVERS } from '../../contract/pressure.ts'
import { pressureFile } from '../../contract/pressure-file.ts'
import { BUILT_IN } from './built-in.ts'
import { driversOf, pressureConfig } from './config.ts'
import { straysIn } from './strays.ts'

const FILE = pressureFile.parse({
  actions: [{ id: 'ring', text: { en: 'Ring' }, who: { en: 'Lead' } }],
  default: {
    weights: { priority: { urgent: 3 }, signals: { surge: 0.1 } },
    drivers: { overdue: [{ enter: 0.5, leave: 0.4, points: 9 }], capacity: [] },
    cards: { busy: ['ring'] },
  },
  services: {
    children: {
      weights: { priority: { high: 2 }, interimCare: 1 },
      drivers: { overdue: [{ enter: 0.2, leave: 0.1, points: 1 }] },
      cards: { busy: [], critical: ['ring'] },
    },
  },
})

describe('what counts for how much in a service', () => {
  test('without a file it is what is built in, which is itself a sound file', () => {
    expect(pressureConfig(undefined, 'adults')).toEqual(BUILT_IN)
    const [busy, high, critical] = BUILT_IN.levels
    const { weights, progress, leastTold, drivers, cards } = BUILT_IN
    expect(pressureFile.safeParse({ default: { weights, progress, leastTold, drivers, cards, levels: { busy, high, critical } } }).error).toBeUndefined()
  })

  test('is the service’s own word, else the file’s, else the built-in one', () => {
    const children = pressureConfig(FILE, 'children')
    expect(children.weights).toEqual({
      priority: { urgent: 3, high: 2 },
      interimCare: 1,
      interim: {},
      signals: { ...BUILT_IN.weights.signals, surge: 0.1 },
      units: {},
    })
    expect(children.drivers.overdue).toEqual([{ enter: 0.2, leave: 0.1, points: 1 }])
    expect(children.drivers.load).toEqual(BUILT_IN.drivers.load)
    expect(children.cards).toEqual({ steady: [], busy: [], high: [], critical: ['ring'] })
    expect(pressureConfig(FILE, 'adults').drivers.overdue).toEqual([{ enter: 0.5, leave: 0.4, points: 9 }])
    expect(pressureConfig(FILE, 'adults').cards.busy).toEqual(['ring'])
  })

  test('a driver without steps is left out', () => expect(driversOf(pressureConfig(FILE, 'adults'))).toEqual(DRIVERS.filter((id) => id !== 'capacity')))

  test('what the rest of the pack does not know is found', () => {
    const codes = { priorities: [{ id: 'urgent', name: { en: 'Urgent' } }] }
    expect(straysIn(FILE, { pathways: [{ id: 'adult', service: 'adults', stages: [] }], codes, localities: [] })).toEqual([
      { path: ['services', 'children'], reason: 'is not a service of any journey' },
      { path: ['services', 'children', 'weights', 'priority', 'high'], reason: 'is not one of the priorities in codes.yaml' },
    ])
    expect(straysIn(FILE, { pathways: [{ id: 'child', service: 'children', stages: [] }], codes: {}, localities: [] })).toEqual([])
  })
})
