/** A locality's wall. Its id may contain any character; a language that the address asked for goes along. */
export const localityPath = (id: string, lang: string | null): string => `/locality/${encodeURIComponent(id)}${suffix(lang)}`

export const councilPath = (lang: string | null): string => `/${suffix(lang)}`

const suffix = (lang: string | null): string => (lang === null ? '' : `?lang=${encodeURIComponent(lang)}`)
