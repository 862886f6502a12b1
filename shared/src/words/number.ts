/** Welsh writes numbers as British English does, and browsers know the latter: Chromium has no Welsh number format. */
const format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** Most figures of a wall are small whole numbers: Intl writes them as they are, only more slowly. */
const isPlain = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1000

export const numberText = (value: number): string => (isPlain(value) ? String(value) : format.format(value))

/** What is usual is known no better than this: whole numbers from ten on, tenths below. */
export const usualText = (value: number): string => format.format(value >= 10 ? Math.round(value) : value)
