import { DAY, HOUR, MINUTE, SECOND } from './span.ts'
import { days, hours, minutes, seconds, under_a_minute } from './generated/messages.js'
import type { Language } from './language.ts'
import { numberText } from './number.ts'

/** How long something has waited: whole minutes, hours up to two days, then days. Never rounded up: a limit is not passed early. */
export function ageText(ageMs: number, language: Language): string {
  if (ageMs < MINUTE) return under_a_minute({}, { locale: language })
  if (ageMs < HOUR) return minutes(counted(ageMs / MINUTE), { locale: language })
  if (ageMs < 2 * DAY) return hours(counted(ageMs / HOUR), { locale: language })
  return days(counted(ageMs / DAY), { locale: language })
}

/** As `ageText`, and counting the seconds of the first minute: for something that a person watches. */
export function spanText(spanMs: number, language: Language): string {
  return spanMs < MINUTE ? seconds(counted(spanMs / SECOND), { locale: language }) : ageText(spanMs, language)
}

/** By when something is usually over: to the nearest hour up to two days, then to the nearest day. It is no limit that could pass early. */
export function withinText(spanMs: number, language: Language): string {
  const inHours = Math.max(1, Math.round(spanMs / HOUR))
  return inHours < 48 ? hours(counted(inHours), { locale: language }) : days(counted(Math.round(spanMs / DAY)), { locale: language })
}

function counted(exact: number): { count: number; n: string } {
  const count = Math.max(0, Math.floor(exact))
  return { count, n: numberText(count) }
}
