import { describe, expect, test } from 'vitest'
import { forecastDaily } from './forecast-daily.ts'
import { type Calendar } from './working-time.ts'

/**
 * Broken on purpose: holidays taken for their weekday, and for any day until seen, a gap read as none, no widening
 * ahead; all failed here.
 */

const MONDAY = 20_241 // 2025-06-02
const WEEK = [40, 38, 42, 39, 41, 6, 3]
const CALENDAR: Calendar = { timeZone: 'Europe/London', holidays: ['2025-08-25'] } // a Monday, day 84 from the first
const HOLIDAY = MONDAY + 84

const daysOf = (length: number, countAt: (index: number) => number = (index) => WEEK[index % 7] ?? 0) =>
  Array.from({ length }, (_, index) => ({ day: MONDAY + index, count: countAt(index) }))
const meansOf = (history: ReturnType<typeof daysOf>, days: readonly number[]) => forecastDaily(history, days, CALENDAR).map(({ mean }) => mean)

describe('forecastDaily', () => {
  test('each day is forecast as its day of the week', () => {
    const forecasts = forecastDaily(daysOf(140), [MONDAY + 140, MONDAY + 144, MONDAY + 145, MONDAY + 146], CALENDAR)
    expect(forecasts.map(({ day }) => day - MONDAY)).toEqual([140, 144, 145, 146])
    const [monday = 0, friday = 0, saturday = 0, sunday = 0] = forecasts.map(({ mean }) => mean)
    expect(Math.abs(monday - 40)).toBeLessThan(4)
    expect(Math.abs(friday - 41)).toBeLessThan(4)
    expect(Math.abs(saturday - 6)).toBeLessThan(2)
    expect(Math.abs(sunday - 3)).toBeLessThan(2)
  })

  test('a holiday is taken for a Sunday before any has been seen', () => {
    const [holiday = 0, tuesday = 0] = meansOf(daysOf(80), [HOLIDAY, HOLIDAY + 1])
    expect(holiday).toBeLessThan(8)
    expect(tuesday).toBeGreaterThan(30)
  })

  test('and for what holidays have been, once some have', () => {
    const holidays = ['2025-06-16', '2025-07-07', '2025-07-28', '2025-08-18', '2025-08-25']
    const quiet = [14, 35, 56, 77]
    const history = daysOf(82, (index) => (quiet.includes(index) ? 20 : (WEEK[index % 7] ?? 0)))
    const [holiday] = forecastDaily(history, [HOLIDAY], { ...CALENDAR, holidays })
    expect(holiday?.mean).toBeGreaterThan(13)
    expect(holiday?.mean).toBeLessThan(24)
  })

  test('a holiday in the past does not pass for a quiet Monday', () => {
    const history = daysOf(91, (index) => (index === 84 ? 0 : (WEEK[index % 7] ?? 0)))
    const [told, untold] = [CALENDAR.holidays, []].map((holidays) => forecastDaily(history, [MONDAY + 91], { ...CALENDAR, holidays })[0]?.mean ?? 0)
    expect(told).toBeGreaterThan((untold ?? 0) + 0.5)
  })

  test('a day that the history leaves out is not known: it is not none', () => {
    const whole = daysOf(70)
    const [without = 0, asNone = 0] = [
      whole.filter(({ day }) => day !== MONDAY + 64),
      daysOf(70, (index) => (index === 64 ? 0 : (WEEK[index % 7] ?? 0))),
    ].flatMap((history) => meansOf(history, [MONDAY + 71]))
    const [known = 0] = meansOf(whole, [MONDAY + 71])
    expect(Math.abs(without - known)).toBeLessThan(1)
    expect(asNone).toBeLessThan(known - 1)
  })

  test('the same day of the week is less sure the further ahead it lies', () => {
    const jumpy = daysOf(84, (index) => Math.round((WEEK[index % 7] ?? 0) * (1 + 0.8 * Math.sin(index / 9))))
    const widths = forecastDaily(
      jumpy,
      [84, 91, 98, 105].map((index) => MONDAY + index),
      { ...CALENDAR, holidays: [] },
    ).map(({ quantile }) => quantile(0.9) - quantile(0.1))
    expect(widths.toSorted((a, b) => a - b)).toEqual(widths)
    expect(widths.at(-1)).toBeGreaterThan(widths[0] ?? 0)
  })

  test('it does not go beyond half its history', () => {
    const history = daysOf(28)
    expect(forecastDaily(history, [MONDAY + 27 + 14], CALENDAR)).toHaveLength(1)
    expect(() => forecastDaily(history, [MONDAY + 28, MONDAY + 27 + 15], CALENDAR)).toThrow(
      new RangeError(`invalid day: days[1] is ${MONDAY + 42}, beyond ${MONDAY + 41}: further ahead than half the history is long`),
    )
    expect(() => forecastDaily(daysOf(1), [MONDAY + 1], CALENDAR)).toThrow('further ahead than half')
  })

  test('bad input is refused with its place and its value', () => {
    const ask =
      (history: readonly { day: number; count: number }[], days: readonly number[] = []) =>
      () =>
        forecastDaily(history, days, CALENDAR)
    expect(ask([])).toThrow('it is empty')
    expect(ask([{ day: MONDAY, count: -1 }])).toThrow('history[0].count is -1')
    expect(ask([{ day: 0.5, count: 1 }])).toThrow('history[0].day is 0.5')
    expect(ask([daysOf(2)[1], daysOf(2)[0]].flatMap((entry) => entry ?? []))).toThrow(`history[1].day is ${MONDAY}`)
    expect(ask(daysOf(10), [MONDAY + 9])).toThrow(`days[0] is ${MONDAY + 9}, not a day after the history's last`)
    expect(ask(daysOf(10), [NaN])).toThrow('days[0] is NaN')
  })
})
