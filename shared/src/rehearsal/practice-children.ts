import type { Practice } from './practice.ts'

/** Children's journeys, all of one county-wide group of teams. No clock stops, and nobody's death is left to chance here. */
const common = { service: 'children', place: 'county', people: 'child', rhythm: 'children' } as const

const frontDoor: Practice = {
  ...common,
  pathway: 'child-front-door',
  priorities: { urgent: 0.08, high: 0.25, standard: 0.67 },
  comes: { contact: 190 },
  stages: {
    contact: { line: { waits: 0.2 }, next: [{ share: 1, to: 'decision' }] },
    decision: {
      takes: { mean: 0.15, sigma: 0.6 },
      line: { waits: 0.15 },
      causes: [
        { share: 0.86 },
        { share: 0.09, reason: 'police-information', takes: { mean: 0.9, sigma: 0.5 } },
        { share: 0.05, reason: 'health-information', takes: { mean: 1.1, sigma: 0.5 } },
      ],
      due: { from: 'start', limit: { workingDays: 1, by: 'guidance' } },
      next: [
        { share: 0.11, to: 'assessment' },
        { share: 0.1, to: 'assessment', starts: 'child-protection' },
        { share: 0.34, outcome: 'early-help' },
        { share: 0.25, outcome: 'advice' },
        { share: 0.2, outcome: 'no-further-action' },
      ],
    },
    assessment: {
      takes: { mean: 29, sigma: 0.4 },
      line: { waits: 5 },
      causes: [
        { share: 0.74 },
        { share: 0.12, reason: 'unallocated', takes: { mean: 40, sigma: 0.35 } },
        { share: 0.08, reason: 'health-information', takes: { mean: 36, sigma: 0.35 } },
        { share: 0.06, reason: 'police-information', takes: { mean: 36, sigma: 0.35 } },
      ],
      due: { from: 'start', limit: { workingDays: 42, by: 'statute' } },
      next: [
        { share: 0.4, outcome: 'care-plan' },
        { share: 0.28, outcome: 'early-help' },
        { share: 0.3, outcome: 'no-further-action' },
        { share: 0.02, outcome: 'care-plan', starts: 'looked-after' },
      ],
    },
  },
}

const protection: Practice = {
  ...common,
  pathway: 'child-protection',
  priorities: { urgent: 0.3, high: 0.7 },
  comes: { strategy: 11 },
  stages: {
    strategy: {
      takes: { mean: 0.12, sigma: 0.5 },
      line: { waits: 0.15 },
      causes: [{ share: 0.85 }, { share: 0.15, reason: 'police-information', takes: { mean: 1, sigma: 0.5 } }],
      next: [
        { share: 0.47, to: 'section-47' },
        { share: 0.53, outcome: 'no-further-action' },
      ],
    },
    'section-47': {
      takes: { mean: 7, sigma: 0.4 },
      line: { waits: 1 },
      causes: [{ share: 0.8 }, { share: 0.2, reason: 'health-information', takes: { mean: 10, sigma: 0.4 } }],
      due: { from: 'start', limit: { workingDays: 15, by: 'guidance' } },
      next: [
        { share: 0.34, to: 'conference' },
        { share: 0.66, outcome: 'no-further-action' },
      ],
    },
    conference: {
      takes: { mean: 4, sigma: 0.3 },
      line: { waits: 4 },
      causes: [
        { share: 0.8 },
        { share: 0.1, reason: 'chair', takes: { mean: 9, sigma: 0.3 } },
        { share: 0.1, reason: 'quoracy', takes: { mean: 9, sigma: 0.3 } },
      ],
      due: { from: 'start', limit: { workingDays: 15, by: 'guidance' } },
      next: [
        { share: 0.85, to: 'registered' },
        { share: 0.15, outcome: 'not-registered' },
      ],
    },
    registered: {
      takes: { mean: 180, sigma: 0.6 },
      duties: [
        {
          duty: 'core-group',
          every: [
            { workingDays: 10, by: 'guidance' },
            { days: 42, by: 'guidance' },
          ],
          lead: 7,
          waits: 4,
        },
        {
          duty: 'review-conference',
          every: [
            { days: 91, by: 'guidance' },
            { days: 183, by: 'guidance' },
          ],
          lead: 14,
          waits: 8,
        },
        { duty: 'child-visit', every: [{ workingDays: 10, by: 'local' }], lead: 6, waits: 3 },
      ],
      next: [
        { share: 0.88, outcome: 'off-the-register' },
        { share: 0.07, outcome: 'became-looked-after', starts: 'looked-after' },
        { share: 0.05, outcome: 'moved-away' },
      ],
    },
  },
}

const lookedAfter: Practice = {
  ...common,
  pathway: 'looked-after',
  priorities: { high: 0.5, standard: 0.5 },
  comes: { edge: 0.7, placed: 0.6 },
  stages: {
    edge: {
      takes: { mean: 24, sigma: 0.5 },
      line: { waits: 4 },
      next: [
        { share: 0.5, to: 'gateway' },
        { share: 0.5, outcome: 'stayed-at-home' },
      ],
    },
    gateway: {
      line: { waits: 8, meets: [2] },
      next: [
        { share: 0.9, to: 'placed' },
        { share: 0.1, outcome: 'stayed-at-home' },
      ],
    },
    placed: {
      takes: { mean: 8, sigma: 0.3 },
      line: { waits: 2 },
      causes: [
        { share: 0.6 },
        { share: 0.2, reason: 'placement-search', takes: { mean: 15, sigma: 0.4 } },
        { share: 0.12, reason: 'connected-person', takes: { mean: 14, sigma: 0.4 } },
        { share: 0.08, reason: 'court', takes: { mean: 13, sigma: 0.4 } },
      ],
      duties: [
        {
          duty: 'looked-after-visit',
          every: [
            { days: 7, by: 'statute' },
            { days: 42, by: 'statute' },
          ],
          lead: 12,
          waits: 6,
        },
        {
          duty: 'looked-after-review',
          every: [
            { workingDays: 20, by: 'statute' },
            { days: 91, by: 'statute' },
            { days: 183, by: 'statute' },
          ],
          lead: 18,
          waits: 10,
        },
      ],
      next: [{ share: 1, to: 'permanence' }],
    },
    permanence: {
      takes: { mean: 90, sigma: 0.3 },
      line: { waits: 8 },
      causes: [
        { share: 0.7 },
        { share: 0.2, reason: 'court', takes: { mean: 130, sigma: 0.3 } },
        { share: 0.1, reason: 'connected-person', takes: { mean: 105, sigma: 0.3 } },
      ],
      next: [
        { share: 0.82, to: 'settled' },
        { share: 0.18, outcome: 'returned-home' },
      ],
    },
    settled: {
      takes: { mean: 1400, sigma: 0.8 },
      next: [
        { share: 0.36, outcome: 'adulthood' },
        { share: 0.28, outcome: 'returned-home' },
        { share: 0.1, outcome: 'adopted' },
        { share: 0.26, outcome: 'special-guardianship' },
      ],
    },
  },
}

export const CHILDREN_PRACTICE: readonly Practice[] = [frontDoor, protection, lookedAfter]
