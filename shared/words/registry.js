/** @type {Map<string, Intl.PluralRules>} */
const known = new Map()

/**
 * Which of its forms a language wants for a number. Takes the place of the compiler's own, which makes the rules anew for each
 * message: that was the dearest thing that a wall did with an event.
 * @param {import("./runtime.js").Locale} locale
 * @param {unknown} input
 * @returns {string}
 */
export function plural(locale, input) {
  const rules = known.get(locale) ?? new Intl.PluralRules(locale)
  known.set(locale, rules)
  return rules.select(Number(input))
}
