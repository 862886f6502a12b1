/** What does not fit the rest of a case: shown to the data owner, and counted for nothing. */
export const ODDITIES = [
  'left-without-visit',
  'pause-without-visit',
  'resume-without-pause',
  'left-another-stage',
  'unknown-stage',
  'unknown-locality',
  'done-without-duty',
] as const
export type OddityKind = (typeof ODDITIES)[number]
export interface Oddity {
  readonly kind: OddityKind
  readonly source: string
  readonly id: string
}
