import * as z from 'zod'
import type { SignalKind } from './blockage.ts'
import type { Ended } from './pack.ts'
import { DRIVERS, LEVELS } from './pressure.ts'

/**
 * `pressure.yaml`, in which a council says what counts for how much in the level of a service, and what to do at each level.
 * Nothing here is read from `pack.ts` at run time, because that file hangs this schema in.
 */

const code = z.string().min(1).max(120)
const text = z.strictObject({ en: z.string().min(1), cy: z.string().min(1).optional() })
const positive = z.number().positive()
const weight = z.number().nonnegative()

type Issues = Pick<z.core.$RefinementCtx, 'addIssue'>
const fault = (context: Issues, path: PropertyKey[], message: string): void => context.addIssue({ code: 'custom', path, message })

/** A step is reached at `enter` and lost below `leave`, which is the calmer of the two: in between, it stays as it was. */
const band = z.strictObject({ enter: positive, leave: positive })
const threshold = band.extend({ points: positive })
export type Band = z.output<typeof band>
export type Threshold = z.output<typeof threshold>

function checkRising(steps: readonly (Band & { readonly points?: number })[], names: readonly PropertyKey[], context: Issues): void {
  steps.forEach((step, index) => {
    const name = names[index] ?? index
    const before = steps[index - 1]
    if (step.leave >= step.enter) fault(context, [name, 'leave'], `must be less than enter, which is ${step.enter}`)
    for (const key of ['enter', 'leave', 'points'] as const) {
      const [calmer, own] = [before?.[key], step[key]]
      if (calmer !== undefined && own !== undefined && own <= calmer)
        fault(context, [name, key], `must be more than that of the step before, which is ${calmer}`)
    }
  })
}

/** The steps of a driver, calmest first, in its own unit; none at all leaves the driver out. */
const steps = z.array(threshold).superRefine((all, context) => checkRising(all, [], context))

/** At what share of the points that could be told, in per cent, each level begins. */
const percent = positive.max(100)
const levelBand = z.strictObject({ enter: percent, leave: percent })
const levels = z
  .strictObject({ busy: levelBand, high: levelBand, critical: levelBand })
  .superRefine(({ busy, high, critical }, context) => checkRising([busy, high, critical], ['busy', 'high', 'critical'], context))

const ENDED = ['progressed', 'declined', 'admitted', 'died', 'other'] as const satisfies readonly Ended[]
type WeighedSignal = Exclude<SignalKind, 'recording-lag'> // of the work, a late record says nothing
const signals = z.strictObject({
  blockage: weight.optional(),
  'capacity-drop': weight.optional(),
  surge: weight.optional(),
  bottleneck: weight.optional(),
  authorisation: weight.optional(),
} satisfies Record<WeighedSignal, z.ZodType>)

const weights = z.strictObject({
  /** by priority code; a person without one, or with another, weighs 1 */
  priority: z.record(code, weight).optional(),
  /** of somebody who receives care while waiting (`interim` of the file), against somebody who does not */
  interimCare: weight.max(1).optional(),
  /** the same for one kind of such care, by its id */
  interim: z.record(code, weight.max(1)).optional(),
  /** by kind of signal, against a blockage's 1 */
  signals: signals.optional(),
  /** by unit of capacity; a unit that is not named weighs 1 */
  units: z.record(code, weight).optional(),
})

const ids = z.array(code).optional()
const cards = z.strictObject({ steady: ids, busy: ids, high: ids, critical: ids })

export const servicePressure = z.strictObject({
  weights: weights.optional(),
  /** the ways of ending that are progress */
  progress: z.array(z.enum(ENDED)).min(1).optional(),
  /** no level is told where drivers worth less than this share of all points can be told */
  leastTold: z.number().min(0).max(1).optional(),
  drivers: z.partialRecord(z.enum(DRIVERS), steps).optional(),
  levels: levels.optional(),
  /** what to do at each level, by the ids of the file's actions, in order */
  cards: cards.optional(),
})
export type ServicePressure = z.output<typeof servicePressure>

const action = z.strictObject({ id: code, text, who: text })

/**
 * Care that reaches somebody who waits: in a stage that is such care, or by a value of a dimension, or by the reason for the
 * wait. All that is said must hold; of several kinds the first that fits is meant.
 */
const interimKind = z
  .strictObject({
    id: code,
    pathway: code.optional(),
    stages: z.array(code).min(1).optional(),
    dimension: code.optional(),
    values: z.array(code).min(1).optional(),
    reasons: z.array(code).min(1).optional(),
  })
  .superRefine(({ pathway, stages, dimension, values, reasons }, context) => {
    if (stages && pathway === undefined) fault(context, ['stages'], 'needs the pathway that they belong to')
    if (dimension !== undefined && !values) fault(context, ['values'], 'is missing: which values of the dimension are care')
    if (values && dimension === undefined) fault(context, ['values'], 'needs the dimension that they belong to')
    if (!stages && !reasons && !values && dimension === undefined) fault(context, [], 'must say stages, or values of a dimension, or reasons')
  })
export type InterimKind = z.output<typeof interimKind>

/** A warning is of more than so many in a stage: in one place, or in each that has no line of its own. */
const count = z.int().nonnegative()
const warningLines = z
  .strictObject({ pathway: code, stage: code, locality: code.optional(), waiting: count.optional(), overdue: count.optional() })
  .superRefine(({ waiting, overdue }, context) => {
    if (waiting === undefined && overdue === undefined) fault(context, [], 'must say waiting or overdue')
  })
export type WarningLines = z.output<typeof warningLines>

/** `pressure.yaml`. What a service does not say is as in `default`, and what that does not say is built in. */
export const pressureFile = z
  .strictObject({
    /** how the wall calls the levels: steady, busy, high, critical; or OPEL 1 to 4, for an English pack that wants them */
    words: z.enum(['weir', 'opel']).default('weir'),
    actions: z.array(action).default([]),
    /** who receives care while waiting; where nothing is said, nobody is taken to */
    interim: z.array(interimKind).default([]),
    /** the lines that early warnings watch; where nothing is said, what was usual draws them */
    lines: z.array(warningLines).default([]),
    default: servicePressure.default({}),
    services: z.record(code, servicePressure).default({}),
  })
  .superRefine((file, context) => {
    checkOnce(file.actions, 'actions', context)
    checkOnce(file.interim, 'interim', context)
    checkLines(file.lines, context)
    const known = new Set(file.actions.map(({ id }) => id))
    checkCards(file.default, ['default'], known, context)
    for (const [service, plan] of Object.entries(file.services)) checkCards(plan, ['services', service], known, context)
  })
export type PressureFile = z.output<typeof pressureFile>

function checkOnce(all: readonly { readonly id: string }[], list: string, context: Issues): void {
  all.forEach(({ id }, index) => {
    const first = all.findIndex((other) => other.id === id)
    if (first < index) fault(context, [list, index, 'id'], `${id} already is ${list}[${first}].id`)
  })
}

function checkLines(lines: readonly WarningLines[], context: Issues): void {
  lines.forEach((line, index) => {
    const first = lines.findIndex(({ pathway, stage, locality }) => pathway === line.pathway && stage === line.stage && locality === line.locality)
    if (first < index) fault(context, ['lines', index], `speaks of the same stage and place as lines[${first}]`)
  })
}

function checkCards({ cards: given }: ServicePressure, path: readonly PropertyKey[], known: ReadonlySet<string>, context: Issues): void {
  for (const level of LEVELS) {
    given?.[level]?.forEach((id, index) => {
      if (!known.has(id)) fault(context, [...path, 'cards', level, index], `${id} is not one of the actions`)
    })
  }
}
