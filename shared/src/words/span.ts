/** As in the contract's `instant.ts`, which checks texts as well and would bring its schema library into every wall. */
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
