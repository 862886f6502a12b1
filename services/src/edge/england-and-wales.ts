import Holidays from 'date-holidays'

/**
 * The bank holidays of England and Wales as local dates, from the library's rules and one table of what it lacks: the days
 * that were proclaimed for jubilees and a wedding (Banking and Financial Dealings Act 1971, section 1; gov.uk/bank-holidays).
 * Holidays that fall on a weekend are listed beside the day that stands in for them: nobody works on either.
 */
const FIRST_YEAR = 2000
const LAST_YEAR = 2060

const PROCLAIMED = ['2002-06-03', '2002-06-04', '2011-04-29', '2012-06-04']
/** The late May holiday of a jubilee year is kept in June instead. */
const MOVED_AWAY: ReadonlySet<string> = new Set(['2002-05-27', '2012-05-28'])

export function englandAndWales(): readonly string[] {
  const holidays = new Holidays('GB', 'ENG')
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index)
  const dates = years
    .flatMap((year) => holidays.getHolidays(year))
    .filter(({ type }) => type === 'public' || type === 'bank')
    .map(({ date }) => date.slice(0, 10))
    .filter((date) => !MOVED_AWAY.has(date))
  return [...new Set([...dates, ...PROCLAIMED])].sort()
}
