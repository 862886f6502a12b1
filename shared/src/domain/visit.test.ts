import { describe, expect, test } from 'vitest'
import { at, pack, tell } from '../../test/stories.ts'
import type { Event } from '../contract/event.ts'
import { eventsAt } from './facts.ts'
import { rulesOf } from './rules.ts'
import { type CaseProjection, visitsOf } from './visit.ts'

/**
 * docs/contract.md, sentence by sentence: how events make visits. Broken on purpose: a transfer that began a new age, a
 * pause that moved every limit, a team that followed the case to its next stage; each failed here.
 */

const rules = rulesOf(pack)
const told = (events: readonly Event[], now = '30 00:00'): CaseProjection =>
  visitsOf(
    eventsAt(
      events.map((event) => ({ event })),
      at(now),
    ),
    rules,
  )
const clock = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString().slice(8, 16).replace('T', ' '))

/** `stage locality arrived–departed how` */
const lines = (events: readonly Event[], now?: string) =>
  told(events, now).visits.map((visit) =>
    [visit.stage, rules.localities[visit.locality], `${clock(visit.arrivedAt)}–${clock(visit.departedAt) ?? ''}`, visit.ended].filter(Boolean).join(' '),
  )
const oddities = (events: readonly Event[]) => told(events).oddities.map(({ kind }) => kind)
const due = (...events: readonly Event[]) => {
  const last = told(events).visits.at(-1)
  return last ? new Date(last.dueAt ?? NaN).toISOString() : null
}

const enter = (time: string, stage: string, data: object = {}, envelope = {}) => tell('entered', time, { stage, ...data }, envelope)
const describeCase = (time: string, data: object) => tell('described', time, data)
const leave = (time: string, outcome = 'home', envelope = {}) => tell('left', time, { outcome }, envelope)
const pause = (time: string) => tell('paused', time, {})
const resume = (time: string) => tell('resumed', time, {})

describe('stages', () => {
  test('entering another stage ends the visit and begins one', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'north' }), enter('03 09:00', 'assessment')])).toEqual([
      'referral north 02 09:00–03 09:00 progressed',
      'assessment north 03 09:00–',
    ])
  })
  test('entering the stage where the case already is continues the visit', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'north' }), enter('03 09:00', 'referral', { priority: 'high' })])).toEqual([
      'referral north 02 09:00–',
    ])
  })
  test('leaving ends the visit as the pack says of its outcome', () => {
    expect(lines([enter('02 09:00', 'referral'), leave('04 10:00', 'ward')])).toEqual(['referral unplaced 02 09:00–04 10:00 admitted'])
  })
  test('an outcome that the pack does not list is what its word says, or other', () => {
    expect(lines([enter('02 09:00', 'referral'), leave('04 10:00', 'died')])).toEqual(['referral unplaced 02 09:00–04 10:00 died'])
    expect(lines([enter('02 09:00', 'referral'), leave('04 10:00', 'vanished')])).toEqual(['referral unplaced 02 09:00–04 10:00 other'])
  })
  test('entering after having left opens a new visit, in the last locality known', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'south' }), leave('03 09:00'), enter('05 09:00', 'referral')])).toEqual([
      'referral south 02 09:00–03 09:00 progressed',
      'referral south 05 09:00–',
    ])
  })
  test('a visit may have no length', () => {
    expect(lines([enter('02 09:00', 'referral'), leave('02 09:00')])).toEqual(['referral unplaced 02 09:00–02 09:00 progressed'])
  })
  test('a stage that the pack does not know still ends the one before, and is an oddity', () => {
    const events = [enter('02 09:00', 'referral'), enter('03 09:00', 'nowhere')]
    expect(lines(events)).toEqual(['referral unplaced 02 09:00–03 09:00 progressed', 'nowhere unplaced 03 09:00–'])
    expect(oddities(events)).toEqual(['unknown-stage'])
  })
})

describe('leaving before coming', () => {
  test('a departure dated before the first entry takes its instant', () => {
    expect(lines([leave('02 08:59'), enter('02 09:00', 'referral')])).toEqual(['referral unplaced 02 09:00–02 09:00 progressed'])
  })
  test('though it was recorded before the entry, too', () => {
    expect(lines([leave('02 08:59', 'home', { recorded: '02 08:59' }), enter('02 09:00', 'referral', {}, { recorded: '02 12:00' })])).toEqual([
      'referral unplaced 02 09:00–02 09:00 progressed',
    ])
  })
  test('and entries later than that are visits of their own', () => {
    expect(lines([leave('02 08:59'), enter('02 09:00', 'referral'), enter('03 09:00', 'care')])).toEqual([
      'referral unplaced 02 09:00–02 09:00 progressed',
      'care unplaced 03 09:00–',
    ])
  })
  test('of two such departures the second finds nothing open', () => {
    expect(oddities([leave('02 08:58'), leave('02 08:59'), enter('02 09:00', 'referral')])).toEqual(['left-without-visit'])
  })
  test('a departure with no visit open changes nothing and is an oddity', () => {
    const events = [enter('02 09:00', 'referral'), leave('03 09:00'), leave('04 09:00')]
    expect(lines(events)).toEqual(['referral unplaced 02 09:00–03 09:00 progressed'])
    expect(oddities(events)).toEqual(['left-without-visit'])
  })
  test('a departure alone, or one of a case that is still to come, makes no visit', () => {
    expect(lines([leave('02 08:59')])).toEqual([])
    expect(lines([leave('02 08:59'), enter('04 09:00', 'referral')], '03 00:00')).toEqual([])
  })
})

describe('order', () => {
  test('at the same instant, a case enters before it leaves', () => {
    expect(lines([leave('02 09:00', 'home', { id: 'a' }), enter('02 09:00', 'referral', {}, { id: 'b' })])).toEqual([
      'referral unplaced 02 09:00–02 09:00 progressed',
    ])
  })
  test('what was recorded later stands later, whatever its type', () => {
    expect(
      lines([enter('02 09:00', 'referral'), leave('03 09:00', 'home', { recorded: '03 09:01' }), enter('03 09:00', 'care', {}, { recorded: '03 09:02' })]),
    ).toEqual(['referral unplaced 02 09:00–03 09:00 progressed', 'care unplaced 03 09:00–'])
  })
  test('a sequence is compared as text', () => {
    expect(lines([enter('02 09:00', 'referral', {}, { sequence: '9' }), enter('02 09:00', 'care', {}, { sequence: '10' })])).toEqual([
      'care unplaced 02 09:00–02 09:00 progressed',
      'referral unplaced 02 09:00–',
    ])
  })
  test('then the source and the id decide', () => {
    expect(lines([enter('02 09:00', 'referral', {}, { source: '/b', id: '1' }), enter('02 09:00', 'care', {}, { source: '/a', id: '2' })]).at(-1)).toBe(
      'referral unplaced 02 09:00–',
    )
    expect(lines([enter('02 09:00', 'referral', {}, { id: '2' }), enter('02 09:00', 'care', {}, { id: '10' })]).at(-1)).toBe('referral unplaced 02 09:00–')
  })
  test('an event from the future counts for nothing until then, and counts from its instant on', () => {
    const events = [enter('02 09:00', 'referral'), leave('03 09:00')]
    expect(lines(events, '03 08:59')).toEqual(['referral unplaced 02 09:00–'])
    expect(lines(events, '03 09:00')).toEqual(['referral unplaced 02 09:00–03 09:00 progressed'])
  })
})

describe('places', () => {
  test('another locality is a transfer at that instant, and the age carries over', () => {
    const events = [enter('02 09:00', 'referral', { locality: 'north' }), describeCase('03 09:00', { locality: 'south' })]
    expect(lines(events)).toEqual(['referral north 02 09:00–03 09:00 transferred', 'referral south 03 09:00–'])
    expect(told(events).visits.map((visit) => clock(visit.enteredAt))).toEqual(['02 09:00', '02 09:00'])
  })
  test('entering the same stage elsewhere is a transfer as well', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'north' }), enter('03 09:00', 'referral', { homeWard: 'south-ward' })])).toEqual([
      'referral north 02 09:00–03 09:00 transferred',
      'referral south 03 09:00–',
    ])
  })
  test('entering another stage elsewhere is progress, and no transfer', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'north' }), enter('03 09:00', 'care', { locality: 'south' })])).toEqual([
      'referral north 02 09:00–03 09:00 progressed',
      'care south 03 09:00–',
    ])
  })
  test('the locality goes before the ward, the ward before the last known, and unplaced is the last resort', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'north', homeWard: 'south-ward' })])).toEqual(['referral north 02 09:00–'])
    expect(lines([enter('02 09:00', 'referral', { homeWard: 'south-ward' })])).toEqual(['referral south 02 09:00–'])
    expect(lines([describeCase('01 09:00', { locality: 'north' }), enter('02 09:00', 'referral')])).toEqual(['referral north 02 09:00–'])
    expect(lines([enter('02 09:00', 'referral')])).toEqual(['referral unplaced 02 09:00–'])
  })
  test('an unknown locality is unplaced and an oddity; an unknown ward says nothing', () => {
    expect(lines([enter('02 09:00', 'referral', { locality: 'north' }), describeCase('03 09:00', { locality: 'atlantis', homeWard: 'north-ward' })])).toEqual([
      'referral north 02 09:00–03 09:00 transferred',
      'referral unplaced 03 09:00–',
    ])
    expect(oddities([enter('02 09:00', 'referral', { locality: 'atlantis' })])).toEqual(['unknown-locality'])
    expect(lines([enter('02 09:00', 'referral', { locality: 'north' }), describeCase('03 09:00', { homeWard: 'far-away' })])).toEqual([
      'referral north 02 09:00–',
    ])
  })
})

describe('attributes', () => {
  const last = (...events: readonly Event[]) => told(events).visits.at(-1)?.attributes
  test('priority, need, language, household and dimensions carry over to the next stage', () => {
    const all = { priority: 'high', need: 'n', language: 'cy', household: 'h', dimensions: { ageBand: '75-84' } }
    expect(last(enter('02 09:00', 'referral', all), enter('03 09:00', 'care'))).toEqual(all)
    expect(last(enter('02 09:00', 'referral', all), leave('03 09:00'), enter('04 09:00', 'care'))).toEqual(all)
  })
  test('team, provider, reason and quantity do not', () => {
    expect(
      last(enter('02 09:00', 'referral', { team: 't', provider: 'p', reason: 'r', quantity: 3, unit: 'hours', serviceWard: 'w' }), enter('03 09:00', 'care')),
    ).toEqual({})
  })
  test('an absent attribute never clears one, and a transfer keeps them all', () => {
    const all = { team: 't', quantity: 3, unit: 'hours', priority: 'low' }
    expect(last(enter('02 09:00', 'referral', all), enter('03 09:00', 'referral'), describeCase('04 09:00', { locality: 'south' }))).toEqual(all)
  })
  test('one dimension does not clear another', () => {
    expect(last(enter('02 09:00', 'referral', { dimensions: { a: '1', b: '1' } }), describeCase('03 09:00', { dimensions: { b: '2' } }))?.dimensions).toEqual({
      a: '1',
      b: '2',
    })
  })
  test('what is described while no visit is open follows the case, not the stage', () => {
    expect(last(describeCase('01 09:00', { priority: 'high', team: 't', quantity: 3, unit: 'hours' }), enter('02 09:00', 'referral'))).toEqual({
      priority: 'high',
    })
  })
})

describe('due', () => {
  test('hours are exact', () => expect(due(enter('02 09:00', 'triage'))).toBe('2026-11-02T13:00:00.000Z'))
  test('days are the same local time, days on', () => expect(due(enter('2026-10-20T09:00:00Z', 'care'))).toBe('2026-10-27T10:00:00.000Z'))
  test('working days end at a local midnight, and holidays do not count', () => expect(due(enter('24 09:00', 'assessment'))).toBe('2026-11-28T00:00:00.000Z'))
  test('what the event says goes before the limit, and comes back no more', () => {
    expect(due(enter('02 09:00', 'triage', { dueAt: at('05 00:00') }), enter('03 09:00', 'triage'))).toBe('2026-11-05T00:00:00.000Z')
    expect(due(enter('02 09:00', 'triage'), describeCase('03 09:00', { dueAt: at('09 00:00') }))).toBe('2026-11-09T00:00:00.000Z')
  })
  test('a due instant belongs to its stage', () =>
    expect(told([enter('02 09:00', 'triage', { dueAt: at('05 00:00') }), enter('03 09:00', 'referral')]).visits.at(-1)?.dueAt).toBeNull())
  test('a pause moves a limit by its milliseconds where the stage says so, and no further', () => {
    expect(due(enter('02 09:00', 'triage'), pause('02 10:00'), resume('02 12:30'))).toBe('2026-11-02T15:30:00.000Z')
    expect(due(enter('02 09:00', 'triage'), pause('02 10:00'), pause('02 11:00'), resume('02 12:30'), resume('02 13:00'))).toBe('2026-11-02T15:30:00.000Z')
    expect(due(enter('02 09:00', 'care'), pause('02 10:00'), resume('02 12:30'))).toBe('2026-11-09T09:00:00.000Z')
    expect(due(enter('02 09:00', 'triage', { dueAt: at('05 00:00') }), pause('02 10:00'), resume('02 12:30'))).toBe('2026-11-05T00:00:00.000Z')
  })
  test('a transfer carries the due instant and the pause with it', () => {
    expect(
      due(enter('02 09:00', 'triage', { locality: 'north' }), pause('02 10:00'), describeCase('02 11:00', { locality: 'south' }), resume('02 12:00')),
    ).toBe('2026-11-02T15:00:00.000Z')
  })
  test('leaving the stage ends a pause', () => {
    expect(told([enter('02 09:00', 'triage'), pause('02 10:00'), leave('02 11:00')]).visits).toMatchObject([
      { paused: false, frozenAt: null, dueAt: at('02 14:00') },
    ])
    expect(due(enter('02 09:00', 'triage'), pause('02 10:00'), enter('02 11:00', 'assessment'), enter('02 12:00', 'triage'))).toBe('2026-11-02T16:00:00.000Z')
  })
  test('pausing what is not there, and resuming what is not paused, are oddities', () => {
    expect(oddities([pause('02 08:00'), enter('02 09:00', 'triage'), resume('02 10:00')])).toEqual(['pause-without-visit', 'resume-without-pause'])
  })
})

describe('duties', () => {
  const duties = (...events: readonly Event[]) =>
    told(events).duties.map(({ duty, dueAt, locality }) => `${duty} ${clock(dueAt)} ${rules.localities[locality]}`)
  const set = (time: string, dueAt: string, data: object = {}) => tell('duty-set', time, { duty: 'review', dueAt: at(dueAt), ...data })
  const done = (time: string) => tell('duty-done', time, { duty: 'review' })
  test('a later set replaces it, and done removes it', () => {
    expect(duties(set('02 09:00', '20 09:00'), set('03 09:00', '21 09:00'))).toEqual(['review 21 09:00 unplaced'])
    expect(duties(set('02 09:00', '20 09:00'), done('03 09:00'))).toEqual([])
    expect(duties(set('02 09:00', '20 09:00'), done('03 09:00'), set('04 09:00', '22 09:00'))).toEqual(['review 22 09:00 unplaced'])
  })
  test('a duty done before it was set is an oddity, and the duty stands', () => {
    expect(duties(done('01 09:00'), set('02 09:00', '20 09:00'))).toEqual(['review 20 09:00 unplaced'])
    expect(oddities([done('01 09:00'), set('02 09:00', '20 09:00')])).toEqual(['done-without-duty'])
  })
  test('a duty stands where it was set: by its own word, or where the case then was; it moves no case', () => {
    expect(duties(enter('01 09:00', 'care', { locality: 'north' }), set('02 09:00', '20 09:00'), describeCase('03 09:00', { locality: 'south' }))).toEqual([
      'review 20 09:00 north',
    ])
    expect(lines([enter('01 09:00', 'care', { locality: 'north' }), set('02 09:00', '20 09:00', { locality: 'south' })])).toEqual(['care north 01 09:00–'])
  })
})
