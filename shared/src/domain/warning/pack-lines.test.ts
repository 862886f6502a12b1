import { describe, expect, test } from 'vitest'
import { pack } from '../../../test/stories.ts'
import { pressureFile } from '../../contract/pressure-file.ts'
import { straysIn } from '../pressure/strays.ts'
import { linesOf } from './pack-lines.ts'

/** Broken on purpose: a line of all places before one of its own; it failed here. */
const stage = { pathway: 'adult', stage: 'triage' }

describe('the lines that a pack draws', () => {
  const lines = [{ ...stage, waiting: 30, overdue: 5 }, { ...stage, locality: 'south', waiting: 12 }] // prettier-ignore
  test('are those of the stage, its own of a place before the one of all', () => {
    expect(linesOf(lines, 'north', 'adult', 'triage')).toEqual({ waiting: 30, overdue: 5 })
    expect(linesOf(lines, 'south', 'adult', 'triage')).toEqual({ waiting: 12, overdue: 5 })
  })
  test('are left to what was usual where the pack draws none', () => {
    expect(linesOf(lines, 'north', 'adult', 'referral')).toEqual({ waiting: null, overdue: null })
  })

  test('say how many, once, of stages and places that there are and where somebody waits', () => {
    const twice = [stage, { ...stage, waiting: 3 }, { ...stage, overdue: 2 }, { ...stage, waiting: 1.5, locality: 'south' }]
    const said = pressureFile.safeParse({ lines: twice }).error?.issues.map(({ path }) => path.join('.'))
    expect(said).toEqual(['lines.0', 'lines.3.waiting'])
    expect(pressureFile.safeParse({ lines: twice.slice(1, 3) }).error?.issues.map(({ message }) => message)).toEqual([
      'speaks of the same stage and place as lines[0]',
    ])
    const file = pressureFile.parse({
      lines: [
        { pathway: 'lost', stage: 'triage', waiting: 1 },
        { pathway: 'adult', stage: 'gone', waiting: 1 },
        { pathway: 'adult', stage: 'care', waiting: 1 },
        { ...stage, waiting: 1, locality: 'east' },
      ],
    })
    expect(straysIn(file, pack).map(({ path, reason }) => `${path.join('.')}: ${reason}`)).toEqual([
      'lines.0.pathway: lost is not one of the journeys in pathways.yaml',
      'lines.1.stage: gone is not a stage of adult',
      'lines.2.stage: is a service: whoever receives it waits for nothing',
      'lines.3.locality: is not one of the localities in council.yaml',
    ])
  })
})
