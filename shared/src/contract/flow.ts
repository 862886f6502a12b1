import * as z from 'zod'

/**
 * What is usual of a stage in a place, so that a wall can show its figures against it: how many are there at the end of a day,
 * and what comes and goes on an ordinary working day. Stages of which nobody can say yet have no entry.
 */
const daily = z.number().nonnegative()

export const flowBoard = z.strictObject({
  pathway: z.string(),
  stage: z.string(),
  usual: z.strictObject({ waiting: z.int().nonnegative(), arrivals: daily, departures: daily }),
  /** where the flow is not as usual: what came and went on each whole local day, oldest first, from the midnight `from` */
  days: z.strictObject({ from: z.int(), arrived: z.array(z.int().nonnegative()), departed: z.array(z.int().nonnegative()) }).nullable(),
})
export type FlowBoard = z.output<typeof flowBoard>
