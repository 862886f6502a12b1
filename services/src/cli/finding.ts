/** A line of a doctor's report. A note is worth knowing, and nothing is wrong. */
export interface Finding {
  readonly well: boolean | 'note'
  readonly says: string
}

export const well = (says: string): Finding => ({ well: true, says })
export const unwell = (says: string): Finding => ({ well: false, says })
export const note = (says: string): Finding => ({ well: 'note', says })

/** Prints them; the exit code says whether all is well. */
export function report(findings: readonly Finding[], print: (text: string) => void): number {
  for (const { well: is, says } of findings) print(`${is === 'note' ? 'note' : is ? 'well' : 'NOT WELL'}  ${says}\n`)
  return findings.some(({ well: is }) => is === false) ? 1 : 0
}
