import type { Practice } from './practice.ts'

/** Contact to care and support; reviews of it; reports of adults at risk; deprivations of liberty. All for localities. */
const RISKS = [
  { perYear: 0.12, outcome: 'died' },
  { perYear: 0.1, outcome: 'admitted' },
] as const

const common = { service: 'adults', place: 'locality', rhythm: 'office' } as const

const adult: Practice = {
  ...common,
  pathway: 'adult',
  people: 'older',
  priorities: { urgent: 0.06, high: 0.22, standard: 0.5, low: 0.22 },
  comes: { contact: 145, triage: 20 },
  stages: {
    contact: {
      line: { waits: 0.5 },
      next: [
        { share: 0.43, outcome: 'advice' },
        { share: 0.05, outcome: 'signposted' },
        { share: 0.5, to: 'triage' },
        { share: 0.02, outcome: 'declined' },
      ],
    },
    triage: {
      line: { waits: 3 },
      next: [
        { share: 0.86, to: 'allocation' },
        { share: 0.1, outcome: 'advice' },
        { share: 0.04, outcome: 'declined' },
      ],
    },
    allocation: {
      line: { waits: 17 },
      causes: [
        { share: 0.42 },
        { share: 0.38, reason: 'unallocated' },
        { share: 0.12, reason: 'occupational-therapy', takes: { mean: 6, sigma: 0.5 } },
        { share: 0.08, reason: 'welsh-speaking-worker', takes: { mean: 5, sigma: 0.5 } },
      ],
      next: [
        { share: 0.98, to: 'assessment' },
        { share: 0.02, outcome: 'declined' },
      ],
      risks: RISKS,
    },
    assessment: {
      takes: { mean: 19, sigma: 0.55 },
      line: { waits: 4 },
      causes: [
        { share: 0.64 },
        { share: 0.08, reason: 'mental-capacity', takes: { mean: 34, sigma: 0.5 } },
        { share: 0.1, reason: 'occupational-therapy', takes: { mean: 29, sigma: 0.5 } },
        { share: 0.1, reason: 'family-or-advocate', takes: { mean: 27, sigma: 0.5 } },
        { share: 0.08, reason: 'authorisation', takes: { mean: 23, sigma: 0.4 } },
      ],
      pauses: { share: 0.06, reasons: { 'in-hospital': 3, 'person-away': 1, 'family-request': 2 }, days: { mean: 9, sigma: 0.6 } },
      next: [
        { share: 0.4, to: 'plan', outcome: 'eligible' },
        { share: 0.49, outcome: 'no-eligible-needs' },
        { share: 0.05, outcome: 'declined' },
        { share: 0.06, outcome: 'advice' },
      ],
      risks: RISKS,
    },
    plan: {
      takes: { mean: 6, sigma: 0.5 },
      line: { waits: 3 },
      next: [
        { share: 0.8, to: 'panel' },
        { share: 0.2, to: 'support', outcome: 'agreed' },
      ],
      risks: RISKS,
    },
    panel: {
      line: { waits: 6, meets: [1, 3] },
      next: [
        { share: 0.28, to: 'support', outcome: 'agreed', starts: 'home-care' },
        { share: 0.6, to: 'support', outcome: 'agreed' },
        { share: 0.07, to: 'plan', outcome: 'returned' },
        { share: 0.05, outcome: 'not-agreed' },
      ],
      risks: RISKS,
    },
    support: {
      takes: { mean: 560, sigma: 0.7 },
      duties: [
        {
          duty: 'review',
          every: [
            { days: 42, by: 'guidance' },
            { days: 365, by: 'statute' },
          ],
          lead: 26,
          waits: 15,
          unauthorised: 0.1,
        },
      ],
      next: [
        { share: 0.42, outcome: 'support-ended' },
        { share: 0.33, outcome: 'died' },
        { share: 0.2, outcome: 'care-home' },
        { share: 0.05, outcome: 'moved-away' },
      ],
    },
  },
}

const safeguarding: Practice = {
  ...common,
  pathway: 'adult-safeguarding',
  people: 'older',
  priorities: { urgent: 0.2, high: 0.5, standard: 0.3 },
  comes: { report: 29 },
  stages: {
    report: {
      line: { waits: 0.6 },
      next: [
        { share: 0.62, to: 'enquiry' },
        { share: 0.38, outcome: 'no-further-action' },
      ],
    },
    enquiry: {
      takes: { mean: 4, sigma: 0.5 },
      line: { waits: 1 },
      causes: [
        { share: 0.7 },
        { share: 0.1, reason: 'police-information', takes: { mean: 11, sigma: 0.5 } },
        { share: 0.1, reason: 'family-or-advocate', takes: { mean: 8, sigma: 0.5 } },
        { share: 0.1, reason: 'mental-capacity', takes: { mean: 9, sigma: 0.5 } },
      ],
      due: { from: 'start', limit: { workingDays: 7, by: 'guidance' } },
      next: [
        { share: 0.35, to: 'protection' },
        { share: 0.65, outcome: 'enquiry-closed' },
      ],
    },
    protection: {
      takes: { mean: 60, sigma: 0.5 },
      line: { waits: 4 },
      next: [{ share: 1, outcome: 'protected' }],
      risks: RISKS,
    },
  },
}

const FROM_APPLICATION = { from: 'start', limit: { days: 21, by: 'statute' } } as const

const dols: Practice = {
  ...common,
  pathway: 'dols',
  people: 'older',
  priorities: { urgent: 0.1, high: 0.3, standard: 0.6 },
  comes: { application: 15 },
  stages: {
    application: {
      line: { waits: 12 },
      next: [{ share: 1, to: 'assessment' }],
      risks: [{ perYear: 0.4, outcome: 'died' }],
    },
    assessment: {
      takes: { mean: 9, sigma: 0.5 },
      line: { waits: 2 },
      causes: [
        { share: 0.75 },
        { share: 0.15, reason: 'mental-capacity', takes: { mean: 16, sigma: 0.5 } },
        { share: 0.1, reason: 'family-or-advocate', takes: { mean: 14, sigma: 0.5 } },
      ],
      due: FROM_APPLICATION,
      next: [{ share: 1, to: 'authorisation' }],
      risks: [{ perYear: 0.4, outcome: 'died' }],
    },
    authorisation: {
      line: { waits: 3 },
      causes: [{ share: 1, reason: 'authorisation' }],
      due: FROM_APPLICATION,
      next: [
        { share: 0.84, outcome: 'authorised' },
        { share: 0.16, outcome: 'not-authorised' },
      ],
    },
  },
}

export const ADULT_PRACTICE: readonly Practice[] = [adult, safeguarding, dols]
