/** Lengths from 0 to 1 on the scale that all drivers of a wall share: the most, what is sure, and how far it could go. */
export interface DriverBar {
  readonly most: number
  readonly sure: number
  readonly maybe: number
}

interface Points {
  readonly points: number
  readonly most: number
  readonly range: { readonly from: number; readonly to: number } | null
}

export function driverBar({ points, most, range }: Points, greatest: number): DriverBar {
  const length = (value: number) => (greatest <= 0 ? 0 : Math.min(1, value / greatest))
  return { most: length(most), sure: length(range?.from ?? points), maybe: length(range?.to ?? points) }
}

/** The most points of all drivers that share a scale. */
export const greatestOf = (drivers: readonly { readonly most: number }[]): number => Math.max(0, ...drivers.map(({ most }) => most))
