/** The addresses of the views. An id may contain any character; a language that the address asked for goes along. */
export const localityPath = (id: string, lang: string | null): string => `${partOf(id)}${suffix(lang)}`

export const councilPath = (lang: string | null): string => `/${suffix(lang)}`

interface Held {
  readonly pathway: string
  readonly stage: string | null
  readonly duty: string | null
}

/** What is held up: in a stage of a journey, or a duty. Without one, whatever is gravest there at the time. */
export function blockagePath(locality: string, held: Held | null, lang: string | null): string {
  const parts = held === null ? [] : [held.pathway, held.stage ?? held.duty ?? '']
  return `${partOf(locality, 'blockage', ...parts)}${suffix(lang)}`
}

/** What may explain that a source counts otherwise than Weir: of one stage, or of whichever differs most there. */
export function countPath(locality: string, of: { readonly pathway: string; readonly stage: string } | null, asked: Readonly<Record<string, string>>): string {
  const parts = of === null ? [] : [of.pathway, of.stage]
  const query = new URLSearchParams(asked).toString()
  return `${partOf(locality, 'count', ...parts)}${query === '' ? '' : `?${query}`}`
}

const partOf = (...parts: readonly string[]): string => `/locality/${parts.map((part) => encodeURIComponent(part)).join('/')}`
const suffix = (lang: string | null): string => (lang === null ? '' : `?lang=${encodeURIComponent(lang)}`)
