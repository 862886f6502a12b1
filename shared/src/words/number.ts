/** Welsh writes numbers as British English does, and browsers know the latter: Chromium has no Welsh number format. */
const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

export const numberText = (value: number): string => format.format(value)
