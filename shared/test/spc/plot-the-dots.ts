import { readFileSync } from 'node:fs'
import type { XmrChart, XmrOptions, XmrPoint } from '../../src/domain/spc.ts'

/** Charts as NHSRplotthedots 0.2.2 gives them, in Weir's words (see the README beside). */
export interface Drawn {
  readonly name: string
  readonly values: readonly number[]
  readonly options: XmrOptions
  readonly chart: XmrChart
}

interface Line {
  readonly values: readonly number[]
  readonly options: XmrOptions
  readonly types: string
  readonly points: string
  readonly limits: readonly (readonly (number | null)[])[]
  readonly variation: string
  readonly assurance: string | null
}

const RULES: Readonly<Record<string, XmrPoint['rule']>> = {
  '.': 'none',
  A: 'outside-above',
  B: 'outside-below',
  I: 'trend-up',
  D: 'trend-down',
  a: 'two-of-three-above',
  b: 'two-of-three-below',
  h: 'shift-above',
  l: 'shift-below',
}
const JUDGEMENTS: Readonly<Record<string, XmrPoint['judgement']>> = { '.': 'common', '+': 'improvement', '-': 'concern', '^': 'neutral-high', v: 'neutral-low' }
const VARIATIONS: Readonly<Record<string, XmrChart['variation']>> = {
  common_cause: 'common',
  improvement_high: 'improvement-high',
  improvement_low: 'improvement-low',
  concern_high: 'concern-high',
  concern_low: 'concern-low',
  neutral_high: 'neutral-high',
  neutral_low: 'neutral-low',
}
const ASSURANCES: Readonly<Record<string, NonNullable<XmrChart['assurance']>>> = {
  consistent_pass: 'pass',
  consistent_fail: 'fail',
  inconsistent: 'hit-or-miss',
}

export const plotTheDots: readonly Drawn[] = readFileSync(new URL('nhsrplotthedots-0.2.2.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line, index) => drawn(JSON.parse(line) as Line, index + 1))

function drawn({ values, options, ...said }: Line, line: number): Drawn {
  const { target: _, rebaseAt = [], ...rest } = options
  const points = values.map((value, index) => {
    const [mean, lower, upper] = said.limits[rebaseAt.filter((at) => at > 0 && at <= index).length] ?? []
    const rule = known(RULES, said.types[index])
    return { value, mean: mean ?? NaN, lower: lower ?? NaN, upper: upper ?? NaN, rule, judgement: known(JUDGEMENTS, said.points[index]) }
  })
  return {
    name: `line ${line}: ${values.length} values, ${JSON.stringify(rest)}`,
    values,
    options,
    chart: { points, variation: known(VARIATIONS, said.variation), ...(said.assurance && { assurance: known(ASSURANCES, said.assurance) }) },
  }
}

function known<T>(words: Readonly<Record<string, T>>, word = ''): T {
  const found = words[word]
  if (found === undefined) throw new Error(`no such word of the package: ${word}`)
  return found
}
