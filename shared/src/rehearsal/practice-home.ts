import type { Practice } from './practice.ts'

/** The way home: from a hospital bed, through reablement, to care at home. The three journeys wait for one another. */
const HOME_CARE_STARTS = { pathway: 'home-care', stage: 'started' } as const
const REABLEMENT_BEGINS = { pathway: 'reablement', stage: 'receiving' } as const
const TO_A_CARE_HOME = [
  { share: 0.97, outcome: 'discharged-care-home' },
  { share: 0.03, outcome: 'declined' },
] as const
const HOSPITAL_RISKS = [
  { perYear: 0.5, outcome: 'died' },
  { perYear: 0.7, outcome: 'unwell-again' },
] as const

/** Shares and spans of the reasons give, at 45 referrals a week, about the census of Hywel Dda's delays by reason of 2025. */
const discharge: Practice = {
  pathway: 'discharge',
  service: 'discharge',
  place: 'hospital',
  people: 'older',
  rhythm: 'hospital',
  priorities: { high: 0.3, standard: 0.7 },
  comes: { referral: 45 },
  stages: {
    referral: { line: { waits: 0.7 }, next: [{ share: 1, to: 'route' }] },
    route: {
      line: { waits: 0.8 },
      next: [
        { share: 0.9, to: 'assessment' },
        { share: 0.1, outcome: 'discharged-home' },
      ],
    },
    assessment: { takes: { mean: 3.5, sigma: 0.6 }, line: { waits: 1.2 }, next: [{ share: 1, to: 'optimised' }], risks: HOSPITAL_RISKS },
    optimised: {
      takes: { mean: 0.2, sigma: 0.5 },
      line: { waits: 0.4 },
      causes: [
        { share: 20 },
        { share: 9.6, reason: 'social-care-assessment', takes: { mean: 13, sigma: 0.6 } },
        { share: 5, reason: 'nursing-assessment', takes: { mean: 13, sigma: 0.6 } },
        { share: 4.2, reason: 'therapy-assessment', takes: { mean: 11, sigma: 0.6 } },
        { share: 2.4, reason: 'mental-capacity', takes: { mean: 32, sigma: 0.6 } },
        { share: 1.6, reason: 'joint-assessment', takes: { mean: 20, sigma: 0.6 } },
      ],
      next: [{ share: 1, to: 'arranging' }],
      risks: HOSPITAL_RISKS,
    },
    arranging: {
      takes: { mean: 0.3, sigma: 0.5 },
      line: { waits: 0.4 },
      due: { from: 'optimised', limit: { hours: 48, by: 'guidance' } },
      causes: [
        { share: 27 },
        { share: 3.6, reason: 'new-home-care', awaits: HOME_CARE_STARTS },
        { share: 3.4, reason: 'reablement', awaits: REABLEMENT_BEGINS },
        { share: 3.7, reason: 'community-resource', takes: { mean: 13, sigma: 0.5 } },
        { share: 1.6, reason: 'residential-home', takes: { mean: 34, sigma: 0.6 }, next: TO_A_CARE_HOME },
        { share: 1, reason: 'nursing-home', takes: { mean: 40, sigma: 0.6 }, next: TO_A_CARE_HOME },
        { share: 0.8, reason: 'continuing-healthcare', takes: { mean: 42, sigma: 0.5 }, next: TO_A_CARE_HOME },
      ],
      next: [{ share: 1, outcome: 'discharged-home' }],
      risks: HOSPITAL_RISKS,
    },
  },
}

const reablement: Practice = {
  pathway: 'reablement',
  service: 'adults',
  place: 'locality',
  people: 'older',
  rhythm: 'office',
  priorities: { high: 0.35, standard: 0.65 },
  comes: { referred: 12.5 },
  stages: {
    referred: {
      line: { waits: 1.5 },
      next: [
        { share: 0.92, to: 'accepted' },
        { share: 0.08, outcome: 'declined' },
      ],
    },
    accepted: {
      line: { waits: 6 },
      causes: [{ share: 0.85 }, { share: 0.15, reason: 'equipment', takes: { mean: 4, sigma: 0.5 } }],
      next: [{ share: 1, to: 'receiving' }],
      risks: [{ perYear: 0.8, outcome: 'admitted' }],
    },
    receiving: {
      takes: { mean: 34, sigma: 0.25 },
      unit: 'hours',
      next: [
        { share: 0.32, to: 'finished' },
        { share: 0.4, outcome: 'independent' },
        { share: 0.14, outcome: 'reduced' },
        { share: 0.04, outcome: 'maintained' },
        { share: 0.1, outcome: 'admitted' },
      ],
      risks: [{ perYear: 0.25, outcome: 'died' }],
    },
    finished: {
      line: { waits: 0.4 },
      unit: 'hours',
      causes: [{ share: 1, reason: 'no-onward-package', awaits: HOME_CARE_STARTS }],
      next: [{ share: 1, outcome: 'care-in-place' }],
      risks: [{ perYear: 0.4, outcome: 'admitted' }],
    },
  },
}

const homeCare: Practice = {
  pathway: 'home-care',
  service: 'adults',
  place: 'locality',
  people: 'older',
  rhythm: 'office',
  priorities: { urgent: 0.04, high: 0.3, standard: 0.66 },
  comes: { request: 3 },
  stages: {
    request: {
      line: { waits: 1.5 },
      unit: 'hours',
      causes: [{ share: 0.85 }, { share: 0.15, reason: 'incomplete-request', takes: { mean: 6, sigma: 0.5 } }],
      next: [
        { share: 0.97, to: 'out' },
        { share: 0.03, outcome: 'declined' },
      ],
    },
    out: {
      line: { waits: 26 },
      unit: 'hours',
      causes: [
        { share: 0.3 },
        { share: 0.38, reason: 'no-run' },
        { share: 0.14, reason: 'double-handed', takes: { mean: 8, sigma: 0.5 } },
        { share: 0.12, reason: 'timed-calls', takes: { mean: 5, sigma: 0.5 } },
        { share: 0.06, reason: 'choice', takes: { mean: 7, sigma: 0.5 } },
      ],
      pauses: { share: 0.06, reasons: { 'in-hospital': 4, 'family-request': 1 }, days: { mean: 8, sigma: 0.6 } },
      next: [
        { share: 0.91, to: 'offer' },
        { share: 0.06, outcome: 'self-arranged' },
        { share: 0.03, outcome: 'declined' },
      ],
      risks: [
        { perYear: 0.3, outcome: 'died' },
        { perYear: 0.4, outcome: 'admitted' },
      ],
    },
    offer: {
      line: { waits: 1.5 },
      unit: 'hours',
      next: [
        { share: 0.92, to: 'agreed' },
        { share: 0.08, to: 'out', outcome: 'returned' },
      ],
    },
    agreed: {
      takes: { mean: 5, sigma: 0.5 },
      line: { waits: 1 },
      unit: 'hours',
      next: [{ share: 1, to: 'started' }],
      risks: [{ perYear: 0.4, outcome: 'admitted' }],
    },
    started: {
      takes: { mean: 360, sigma: 0.8 },
      unit: 'hours',
      pauses: { share: 0.12, reasons: { 'in-hospital': 5, 'person-away': 1 }, days: { mean: 10, sigma: 0.6 } },
      next: [
        { share: 0.4, outcome: 'died' },
        { share: 0.3, outcome: 'care-home' },
        { share: 0.25, outcome: 'support-ended' },
        { share: 0.05, outcome: 'moved-away' },
      ],
      risks: [{ perYear: 0.22, to: 'out', outcome: 'returned', reason: 'handed-back' }],
    },
  },
}

export const HOME_PRACTICE: readonly Practice[] = [discharge, reablement, homeCare]
