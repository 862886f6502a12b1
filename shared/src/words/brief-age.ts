import { DAY, HOUR, MINUTE } from './span.ts'
import { age_days_brief, age_hours_brief, age_minutes_brief } from './generated/messages.js'
import type { Language } from './language.ts'
import { numberText } from './number.ts'

/** As `ageText`, with units of a letter or three: where many stand side by side and the legend says what the letters are. */
export function briefAge(ageMs: number, language: Language): string {
  const n = (unit: number) => ({ n: numberText(Math.max(0, Math.floor(ageMs / unit))) })
  if (ageMs < HOUR) return age_minutes_brief(n(MINUTE), { locale: language })
  if (ageMs < 2 * DAY) return age_hours_brief(n(HOUR), { locale: language })
  return age_days_brief(n(DAY), { locale: language })
}
