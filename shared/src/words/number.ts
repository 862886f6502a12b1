/** Welsh writes numbers as British English does, and browsers know the latter: Chromium has no Welsh number format. */
const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

export const numberText = (value: number): string => format.format(value)

/** What is usual is known no better than this: whole numbers from ten on, tenths below. */
export const usualText = (value: number): string => format.format(value >= 10 ? Math.round(value) : value)
