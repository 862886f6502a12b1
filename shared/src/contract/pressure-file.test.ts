import { describe, expect, test } from 'vitest'
import { pressureFile } from './pressure-file.ts'

/** Each fault as its path and reason. */
function faults(file: unknown): readonly string[] {
  const { error } = pressureFile.safeParse(file)
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
}

const driver = (...steps: readonly (readonly [number, number, number])[]) => ({
  default: { drivers: { overdue: steps.map(([enter, leave, points]) => ({ enter, leave, points })) } },
})

describe('pressure.yaml', () => {
  test('may be empty: the words are Weir’s and all else is built in', () => {
    expect(pressureFile.parse({})).toEqual({ words: 'weir', actions: [], interim: [], lines: [], default: {}, services: {} })
  })

  test('has steps that rise, each left on its calmer side', () => {
    expect(faults(driver([0.1, 0.07, 1], [0.25, 0.2, 2]))).toEqual([])
    expect(faults(driver([0.1, 0.1, 1]))).toEqual(['default.drivers.overdue.0.leave: must be less than enter, which is 0.1'])
    expect(faults(driver([0.1, 0.07, 2], [0.1, 0.06, 2]))).toEqual([
      'default.drivers.overdue.1.enter: must be more than that of the step before, which is 0.1',
      'default.drivers.overdue.1.leave: must be more than that of the step before, which is 0.07',
      'default.drivers.overdue.1.points: must be more than that of the step before, which is 2',
    ])
  })

  test('has levels that rise, each left on its calmer side', () => {
    const levels = { busy: { enter: 20, leave: 20 }, high: { enter: 40, leave: 34 }, critical: { enter: 40, leave: 36 } }
    expect(faults({ services: { adults: { levels } } })).toEqual([
      'services.adults.levels.busy.leave: must be less than enter, which is 20',
      'services.adults.levels.critical.enter: must be more than that of the step before, which is 40',
    ])
  })

  test('names on its cards only actions that it has, and each action once', () => {
    const action = (id: string) => ({ id, text: { en: 'Ring', cy: 'Ffonio' }, who: { en: 'Lead', cy: 'Arweinydd' } })
    const file = { actions: [action('ring'), action('lend'), action('ring')], services: { adults: { cards: { busy: ['ring', 'pray'] } } } }
    expect(faults(file)).toEqual(['actions.2.id: ring already is actions[0].id', 'services.adults.cards.busy.1: pray is not one of the actions'])
  })

  test('knows its drivers, signals and ways of ending, and nothing else', () => {
    const found = faults({ words: 'nhs', default: { drivers: { mood: [] }, weights: { signals: { 'recording-lag': 1 }, interimCare: 2 }, progress: ['lost'] } })
    expect(found.map((fault) => fault.split(':')[0])).toEqual([
      'words',
      'default.weights.interimCare',
      'default.weights.signals',
      'default.progress.0',
      'default.drivers',
    ])
  })
})
