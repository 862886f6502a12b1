import { describe, expect, test } from 'vitest'
import { type Word, faultsIn } from './check.ts'

const counted = (forms: Record<string, string>): Word => [
  {
    declarations: ['input count', 'input n', 'local form = count: plural'],
    selectors: ['form'],
    match: Object.fromEntries(Object.entries(forms).map(([form, text]) => [`form=${form}`, text])),
  },
]
const english = { one: '{n} day', other: '{n} days' }
const welsh = { zero: '{n} diwrnod', one: '{n} diwrnod', two: '{n} ddiwrnod', few: '{n} diwrnod', many: '{n} diwrnod', other: '{n} diwrnod' }

describe('the words are compiled only when both languages say everything', () => {
  test('words that say the same in both languages have no fault', () => {
    expect(faultsIn({ en: { days: counted(english), live: 'Live' }, cy: { days: counted(welsh), live: 'Yn fyw' } })).toEqual([])
  })

  test('a word that is missing in either language is a fault', () => {
    expect(faultsIn({ en: { live: 'Live' }, cy: { overdue: 'yn hwyr' } })).toEqual(['cy: live is missing', 'en: overdue is missing'])
  })

  test.each(['zero', 'one', 'two', 'few', 'many', 'other'])('a count that Welsh does not say in the form "%s" is a fault', (form) => {
    const { [form]: _left, ...rest } = welsh as Record<string, string>
    expect(faultsIn({ en: { days: counted(english) }, cy: { days: counted(rest) } })).toEqual([`cy: days does not say the plural form "${form}"`])
  })

  test('a count in a plain sentence is a fault, because its noun would not agree', () => {
    expect(faultsIn({ en: { days: '{count} days' }, cy: { days: '{count} diwrnod' } })).toHaveLength(2)
  })

  test('a placeholder of one language alone is a fault', () => {
    expect(faultsIn({ en: { late: '{source} is late' }, cy: { late: 'yn hwyr' } })).toEqual(['cy: late has the placeholders none, but en has source'])
  })

  test('a placeholder that is declared and never said is a fault', () => {
    const word: Word = [{ declarations: ['input source'], selectors: [], match: { '*': 'late' } }]
    expect(faultsIn({ en: { late: word }, cy: { late: word } })).toEqual([
      'en: late declares {source} and never says it',
      'cy: late declares {source} and never says it',
    ])
  })
})
