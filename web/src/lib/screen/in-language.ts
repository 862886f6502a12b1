/** The same address in another language: whatever else it says stays as it is. */
export function inLanguage(search: string, language: string): string {
  const asked = new URLSearchParams(search)
  asked.set('lang', language)
  return `?${asked.toString()}`
}
