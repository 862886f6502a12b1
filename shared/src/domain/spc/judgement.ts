import type { Limits } from './limits.ts'
import type { Rule } from './run-rules.ts'

/**
 * What the signals mean for a measure of which more is better, or less, or neither. The words are Making Data Count's:
 * improvement and concern where a direction is wanted; without one, only high and low.
 */
export type Direction = 'increase' | 'decrease' | 'neutral'
export type Judgement = 'common' | 'improvement' | 'concern' | 'neutral-high' | 'neutral-low'
export type Variation = 'common' | 'improvement-high' | 'improvement-low' | 'concern-high' | 'concern-low' | 'neutral-high' | 'neutral-low'
export type Assurance = 'pass' | 'fail' | 'hit-or-miss'

type Level = 'high' | 'low'

function levelOf(rule: Rule): Level | undefined {
  switch (rule) {
    case 'outside-above':
    case 'trend-up':
    case 'two-of-three-above':
    case 'shift-above':
      return 'high'
    case 'outside-below':
    case 'trend-down':
    case 'two-of-three-below':
    case 'shift-below':
      return 'low'
    case 'none':
      return undefined
  }
}

const wanted = (direction: 'increase' | 'decrease'): Level => (direction === 'increase' ? 'high' : 'low')

export function judgementOf(rule: Rule, direction: Direction): Judgement {
  const level = levelOf(rule)
  if (level === undefined) return 'common'
  if (direction === 'neutral') return `neutral-${level}`
  return level === wanted(direction) ? 'improvement' : 'concern'
}

/** The variation of a chart: the judgement on its last point, with which way that point went. */
export function variationOf(rule: Rule, direction: Direction): Variation {
  const level = levelOf(rule)
  if (level === undefined) return 'common'
  if (direction === 'neutral') return `neutral-${level}`
  return level === wanted(direction) ? `improvement-${level}` : `concern-${level}`
}

/** Whether the process, as it is, will meet its target: always, never, or now and then. A target on a limit is within them. */
export function assuranceOf(target: number, limits: Limits, direction: 'increase' | 'decrease'): Assurance {
  if (target > limits.upper) return direction === 'increase' ? 'fail' : 'pass'
  if (target < limits.lower) return direction === 'increase' ? 'pass' : 'fail'
  return 'hit-or-miss'
}
