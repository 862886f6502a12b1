import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concentrationOf, isPublic } from './concentration.ts'

const people = (count: number, attributes: object) => Array.from({ length: count }, () => attributes)
const USUAL = [...people(30, { team: 'east', reason: 'family' }), ...people(30, { team: 'west', reason: 'equipment' })]

describe('what those who wait have in common', () => {
  test('is a value that clearly more of them have than of those who usually pass', () => {
    const [found] = concentrationOf([...people(18, { team: 'east' }), ...people(2, { team: 'west' })], USUAL)
    expect(found).toMatchObject({ attribute: 'team', value: 'east', count: 18, of: 20, expected: 10 })
    expect(found?.chance).toBeLessThan(0.01)
  })
  test('is nothing where they are as people usually are', () => {
    expect(concentrationOf([...people(11, { team: 'east' }), ...people(9, { team: 'west' })], USUAL)).toEqual([])
  })
  test('is nothing where too few have passed to compare with', () => {
    expect(concentrationOf(people(20, { team: 'east' }), people(19, { team: 'west' }))).toEqual([])
  })
  test('can be a value that nobody had before, but two people with it are chance', () => {
    expect(concentrationOf([...people(5, { provider: 'new' }), ...people(5, { provider: 'old' })], people(60, { provider: 'old' }))[0]?.value).toBe('new')
    expect(concentrationOf([...people(2, { provider: 'new' }), ...people(5, { provider: 'old' })], people(60, { provider: 'old' }))).toEqual([])
  })
  test('is found in waiting lists drawn by chance alone less than one time in fifty', () => {
    let found = 0
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 30, maxLength: 30 }), (teams) => {
        found += concentrationOf(teams.map((team) => ({ team })), ['a', 'b', 'c', 'd'].flatMap((team) => people(50, { team }))).length // prettier-ignore
      }),
      { numRuns: 500, seed: 1 },
    )
    expect(found).toBeLessThan(10)
  })
})

test('a reason is for everybody to read; a team, a provider or a ward is not', () => {
  const told = (attribute: 'reason' | 'team' | 'provider' | 'homeWard') => isPublic({ attribute, value: 'x', count: 3, of: 4, expected: 1, chance: 0.001 })
  expect([told('reason'), told('team'), told('provider'), told('homeWard')]).toEqual([true, false, false, false])
})
