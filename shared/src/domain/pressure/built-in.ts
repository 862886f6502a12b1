import type { PressureConfig } from './config.ts'

/**
 * What holds where a pack says nothing. Shares and days are round numbers to begin with: a council that has watched its wall
 * for some weeks sets its own. No priority weighs more than another, because no code means the same everywhere, and there are
 * no actions, because nobody else can say who would do them. Care meanwhile halves what a wait weighs, and nobody is taken to
 * receive any until a pack says who does: no wait is made lighter by a guess.
 */
export const BUILT_IN: PressureConfig = {
  weights: {
    priority: {},
    interimCare: 0.5,
    interim: {},
    signals: { blockage: 1, 'capacity-drop': 0.6, authorisation: 0.6, surge: 0.4, bottleneck: 0.4 },
    units: {},
  },
  progress: ['progressed', 'declined', 'other'],
  leastTold: 0.4,
  drivers: {
    load: [
      { enter: 10, leave: 8, points: 2 },
      { enter: 20, leave: 17, points: 4 },
      { enter: 40, leave: 34, points: 6 },
    ],
    ageing: [
      { enter: 0.05, leave: 0.02, points: 1 },
      { enter: 0.15, leave: 0.1, points: 2 },
      { enter: 0.3, leave: 0.23, points: 4 },
    ],
    overdue: [
      { enter: 0.1, leave: 0.07, points: 1 },
      { enter: 0.25, leave: 0.2, points: 2 },
      { enter: 0.5, leave: 0.42, points: 4 },
    ],
    due: [
      { enter: 0.3, leave: 0.24, points: 1 },
      { enter: 0.6, leave: 0.52, points: 2 },
    ],
    demand: [
      { enter: 0.1, leave: 0.02, points: 1 },
      { enter: 0.3, leave: 0.2, points: 2 },
      { enter: 0.6, leave: 0.45, points: 3 },
    ],
    capacity: [
      { enter: 0.1, leave: 0.06, points: 1 },
      { enter: 0.2, leave: 0.15, points: 2 },
      { enter: 0.35, leave: 0.28, points: 4 },
    ],
    blockages: [
      { enter: 0.4, leave: 0.2, points: 2 },
      { enter: 1, leave: 0.7, points: 6 },
      { enter: 2.5, leave: 1.8, points: 9 },
    ],
    count: [
      { enter: 0.05, leave: 0.03, points: 1 },
      { enter: 0.15, leave: 0.1, points: 3 },
    ],
  },
  levels: [
    { enter: 18, leave: 14 },
    { enter: 40, leave: 34 },
    { enter: 60, leave: 52 },
  ],
  cards: { steady: [], busy: [], high: [], critical: [] },
}
