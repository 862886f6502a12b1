import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Event, EventOf } from '../src/contract/event.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../src/contract/instant.ts'
import type { Pack } from '../src/contract/pack.ts'
import { localDay } from '../src/domain/local-time.ts'
import { isWorkingDay } from '../src/domain/working-time.ts'
import { type RehearsedYear, rehearsedYear } from '../src/rehearsal/rehearsed-year.ts'
import { type Lived, historyOf, isIn, lived, loadCarmarthenshire, median, openAt, stage } from './rehearsal-year.ts'

const WEEK = 7 * DAY

let pack: Pack
let year: RehearsedYear
/** a year in which nothing goes wrong */
let calm: Lived

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }) // a whole year is lived and folded, on whatever machine

beforeAll(async () => {
  pack = await loadCarmarthenshire()
  year = rehearsedYear(pack)
  calm = lived(pack, year, [])
})

/** Mondays since the wall opened, some weeks apart. */
const mondays = (every = 4): readonly Instant[] => Array.from({ length: Math.floor(52 / every) }, (_, index) => year.opensAt + index * every * WEEK + 12 * HOUR)

describe('the rehearsed county', () => {
  const perWeek = (pathway: string, id: string) =>
    stage(calm.visits, pathway, id).filter(({ enteredAt }) => isIn(enteredAt, year.opensAt, year.until)).length / 52

  it.each([
    ['adult', 'contact', 145, 0.08],
    ['adult', 'assessment', 80, 0.12],
    ['adult-safeguarding', 'report', 29, 0.12],
    ['adult-safeguarding', 'enquiry', 18, 0.15],
    ['dols', 'application', 15, 0.15],
    ['discharge', 'referral', 45, 0.08],
    ['reablement', 'receiving', 14, 0.15],
    ['home-care', 'request', 18, 0.15],
    ['child-front-door', 'contact', 190, 0.08],
    ['child-front-door', 'assessment', 40, 0.12],
    ['child-protection', 'strategy', 32.5, 0.23],
    ['child-protection', 'section-47', 14, 0.21],
    ['child-protection', 'conference', 4.5, 0.5],
    ['looked-after', 'placed', 1.4, 0.35],
  ])('sees to %s/%s about %d times a week', (pathway, id, expected, within) => {
    expect(Math.abs(perWeek(pathway, id) / expected - 1)).toBeLessThan(within)
  })

  const done = (duty: string) =>
    calm.events.filter((event) => event.kind === 'duty-done' && event.data.duty === duty && event.recordedAt > year.opensAt).length / 52

  it.each([
    ['review', 60, 0.15],
    ['looked-after-review', 11, 0.25],
    ['looked-after-visit', 42, 0.25],
  ])('does the duty %s about %d times a week', (duty, expected, within) => {
    expect(Math.abs(done(duty) / expected - 1)).toBeLessThan(within)
  })

  const usually = (count: (at: Instant) => number) => median(mondays().map(count))
  const openIn = (pathway: string, ids: readonly string[]) => (at: Instant) =>
    calm.visits.filter((visit) => visit.pathway === pathway && ids.includes(visit.stage) && openAt(visit, at)).length

  it('delays about a hundred people in hospital, over a hundred wait for home care', () => {
    const delayed = usually(
      (at) =>
        calm.visits.filter(
          (visit) =>
            visit.pathway === 'discharge' && openAt(visit, at) && visit.dueAt !== null && visit.dueAt < at && ['optimised', 'arranging'].includes(visit.stage),
        ).length,
    )
    expect(delayed).toBeGreaterThan(60)
    expect(delayed).toBeLessThan(130)
    const waiting = usually(openIn('home-care', ['request', 'out', 'offer', 'agreed']))
    expect(waiting).toBeGreaterThan(90)
    expect(waiting).toBeLessThan(150)
  })

  it('commissions about 8,601 hours of home care a week', () => {
    const hours = usually((at) =>
      stage(calm.visits, 'home-care', 'started')
        .filter((visit) => openAt(visit, at))
        .reduce((sum, { attributes }) => sum + (attributes.quantity ?? 0), 0),
    )
    expect(Math.abs(hours / 8601 - 1)).toBeLessThan(0.12)
  })

  it('has about 100 children on the register and 260 looked after', () => {
    expect(Math.abs(usually(openIn('child-protection', ['registered'])) / 100 - 1)).toBeLessThan(0.25)
    expect(Math.abs(usually(openIn('looked-after', ['placed', 'permanence', 'settled'])) / 260 - 1)).toBeLessThan(0.12)
  })

  it('is steady: over the year no line dies out and none grows without end', () => {
    for (const { id, stages } of pack.pathways) {
      for (const { id: one } of stages) {
        const visits = stage(calm.visits, id, one)
        const counts = mondays(1).map((at) => visits.filter((visit) => openAt(visit, at)).length)
        const [first, second] = [counts.slice(0, 26), counts.slice(26)].map((half) => half.reduce((sum, count) => sum + count, 0) / half.length)
        const average = ((first ?? 0) + (second ?? 0)) / 2
        expect(average, `${id}/${one}`).toBeGreaterThan(0.3)
        expect(Math.max(...counts), `${id}/${one}`).toBeLessThan(4 * average + 12)
        expect(Math.abs((second ?? 0) - (first ?? 0)), `${id}/${one}`).toBeLessThan(0.4 * average + 3)
      }
    }
  })

  it('is steady in each place as well: what comes to a line in a year leaves it in that year', () => {
    for (const { id: locality } of pack.localities) {
      for (const pathway of pack.pathways) {
        for (const { id: one, kind } of pathway.stages.filter((each) => each.kind !== 'service')) {
          const here = stage(calm.visits, pathway.id, one, locality)
          const came = here.filter(({ arrivedAt }) => isIn(arrivedAt, year.opensAt, year.until)).length
          const went = here.filter(({ departedAt }) => isIn(departedAt, year.opensAt, year.until)).length
          expect(Math.abs(came - went), `${pathway.id}/${one} (${kind}) in ${locality}`).toBeLessThan(0.15 * came + 20)
        }
      }
    }
  })

  it('rests at weekends and on bank holidays, but for hospitals', () => {
    const calendar = { timeZone: pack.timeZone, holidays: pack.holidays }
    const byOffices = calm.visits.filter(
      ({ departedAt, pathway, ended, stage: id }) =>
        pathway === 'adult' && ended === 'progressed' && id !== 'support' && isIn(departedAt, year.from, year.until),
    )
    expect(byOffices.filter(({ departedAt }) => !isWorkingDay(localDay(departedAt ?? 0, pack.timeZone), calendar)).length).toBe(0)
    const discharged = stage(calm.visits, 'discharge', 'arranging').filter(({ departedAt }) => departedAt !== null)
    const resting = discharged.filter(({ departedAt }) => !isWorkingDay(localDay(departedAt ?? 0, pack.timeZone), calendar)).length
    expect(resting / discharged.length).toBeGreaterThan(0.08)
    expect(resting / discharged.length).toBeLessThan(0.25)
  })

  it('has unsteady days: arrivals and departures vary more than chance alone would', () => {
    const calendar = { timeZone: pack.timeZone, holidays: pack.holidays }
    const ratio = (instants: readonly (Instant | null)[]) =>
      dispersion(
        instants.flatMap((at) => (at === null ? [] : [at])),
        calendar,
        year,
      )
    for (const locality of ['llanelli', 'amman-gwendraeth', 'taf-teifi-tywi']) {
      const triage = stage(calm.visits, 'adult', 'triage', locality)
      for (const instants of [triage.map(({ arrivedAt }) => arrivedAt), triage.map(({ departedAt }) => departedAt)]) {
        expect(ratio(instants)).toBeGreaterThan(1.1)
        expect(ratio(instants)).toBeLessThan(3.5)
      }
    }
  })

  it('waits by priority: the urgent first, and nobody for ever', () => {
    const waits = (priority: string) =>
      stage(calm.visits, 'adult', 'allocation')
        .filter(({ attributes, ended }) => attributes.priority === priority && ended === 'progressed')
        .map(({ departedAt, enteredAt }) => (departedAt ?? 0) - enteredAt)
    expect(median(waits('urgent'))).toBeLessThan(median(waits('high')))
    expect(median(waits('high'))).toBeLessThan(median(waits('standard')))
    expect(median(waits('standard'))).toBeLessThan(median(waits('low')))
    expect(Math.max(...waits('low'))).toBeLessThan(120 * DAY)
  })

  it('delays people in hospital for the reasons that Wales counts, in about its shares', () => {
    const census = mondays(1).flatMap((at) =>
      calm.visits.filter((visit) => visit.pathway === 'discharge' && openAt(visit, at) && visit.attributes.reason !== undefined),
    )
    const share = (reason: string) => census.filter(({ attributes }) => attributes.reason === reason).length / census.length
    const weights = {
      'social-care-assessment': 27,
      'new-home-care': 22,
      'mental-capacity': 18,
      'nursing-assessment': 15,
      'residential-home': 12,
      'community-resource': 11,
      'therapy-assessment': 11,
      reablement: 10,
      'nursing-home': 9,
      'joint-assessment': 7,
      'continuing-healthcare': 7,
    }
    const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0)
    for (const [reason, weight] of Object.entries(weights)) expect(Math.abs(share(reason) - weight / total), reason).toBeLessThan(0.06)
  })

  it('ends journeys by death and admission too, and hands packages back', () => {
    const ends = new Set(calm.visits.map(({ ended }) => ended))
    expect(ends).toEqual(new Set([null, 'progressed', 'declined', 'admitted', 'died', 'other', 'transferred']))
    const back = calm.events.filter((event) => event.kind === 'entered' && event.data.reason === 'handed-back' && event.recordedAt > year.opensAt).length / 52
    expect(back).toBeGreaterThan(1.5)
    expect(back).toBeLessThan(4.5)
  })

  it('sees people outside their home area, moves some from one locality to another, and places some late', () => {
    const wards = new Map(pack.localities.flatMap(({ id, wards }) => wards.map((ward) => [ward, id])))
    const away = calm.visits.filter(
      ({ pathway, locality, attributes }) => pathway === 'adult' && attributes.homeWard !== undefined && wards.get(attributes.homeWard) !== locality,
    )
    expect(away.length).toBeGreaterThan(100)
    expect(calm.visits.filter(({ ended, locality }) => ended === 'transferred' && locality !== 'unplaced').length).toBeGreaterThan(40)
    expect(calm.visits.filter(({ ended, locality }) => ended === 'transferred' && locality === 'unplaced').length).toBeGreaterThan(10)
  })

  it('serves about a quarter of adults in Welsh, most of them in Amman Gwendraeth', () => {
    const share = (locality: string) => {
      const all = stage(calm.visits, 'adult', 'contact', locality).filter(({ attributes }) => attributes.language !== undefined)
      return all.filter(({ attributes }) => attributes.language === 'cy').length / all.length
    }
    expect(share('amman-gwendraeth')).toBeGreaterThan(share('llanelli') + 0.1)
    expect(share('taf-teifi-tywi')).toBeGreaterThan(0.2)
  })
})

describe('the rehearsed sources', () => {
  it('write most down within the hour and some days later; the nightly one once a night', () => {
    const lags = calm.events.filter(({ kind, recordedAt }) => (kind === 'entered' || kind === 'left') && recordedAt > year.from + DAY)
    const late = (source: string) => lags.filter((event) => event.source === source).map(({ recordedAt, happenedAt }) => recordedAt - happenedAt)
    const mosaic = late('/carmarthenshire/mosaic')
    expect(median(mosaic)).toBeLessThan(HOUR)
    expect(mosaic.filter((lag) => lag > 2 * DAY).length / mosaic.length).toBeGreaterThan(0.01)
    const hours = new Set(lags.filter(({ source }) => source === '/swansea-bay/discharge').map(({ recordedAt }) => new Date(recordedAt).getUTCHours()))
    expect(hours).toEqual(new Set([1, 2])) // two in the morning, in winter and in summer
  })

  it('are heard every hour while they work, and are away now and then', () => {
    const heard = calm.events.filter(({ source }) => source === '/carmarthenshire/mosaic').map(({ recordedAt }) => recordedAt)
    const gaps = heard.slice(1).map((at, index) => at - (heard[index] ?? at))
    const long = gaps.filter((gap) => gap > 2 * HOUR)
    expect(long.length).toBeGreaterThan(2)
    expect(long.length).toBeLessThan(20)
    expect(Math.max(...gaps)).toBeLessThan(10 * HOUR)
  })

  it('correct themselves: what was withdrawn is one of their own events', () => {
    const known = new Set(calm.events.map(({ source, id }) => `${source}|${id}`))
    const withdrawn = calm.events.filter((event): event is EventOf<'withdrawn'> => event.kind === 'withdrawn')
    expect(withdrawn.length).toBeGreaterThan(500)
    const settled = withdrawn.filter(({ recordedAt }) => recordedAt < year.until - 2 * WEEK) // the withdrawal may be written down first
    expect(settled.filter(({ source, data }) => !known.has(`${source}|${data.id}`))).toEqual([])
  })

  it('send some events twice, with the same content', () => {
    const seen = new Map<string, Event>()
    let repeats = 0
    for (const event of calm.events) {
      const key = `${event.source}|${event.id}`
      const before = seen.get(key)
      if (before) expect(event).toEqual(before)
      if (before) repeats++
      seen.set(key, event)
    }
    expect(repeats).toBeGreaterThan(50)
  })

  it("count their own worklists, which agree with the product's own fold but for a few", () => {
    const mornings = [year.opensAt + 23 * DAY, year.opensAt + 150 * DAY].map((day) => day + 7 * HOUR)
    for (const morning of mornings) {
      const counted = calm.events.filter((event): event is EventOf<'counted'> => event.kind === 'counted' && Math.abs(event.recordedAt - morning) < 90 * MINUTE)
      const at = counted[0]?.recordedAt ?? 0
      const { visits } = historyOf(
        calm.events.filter(({ recordedAt }) => recordedAt < at),
        pack,
        at,
      )
      const open = ({ data }: EventOf<'counted'>) => stage(visits, data.pathway, data.stage, data.locality).filter((visit) => visit.departedAt === null).length
      const differences = counted.map((event) => event.data.open - open(event)).filter((difference) => difference !== 0)
      expect(counted.length).toBeGreaterThan(50)
      expect(differences.length / counted.length).toBeLessThan(0.1)
      expect(Math.max(...differences.map(Math.abs))).toBeLessThanOrEqual(3)
    }
  })

  it('report staff, hours and beds for each place and service, until the next report', () => {
    const states = calm.events.filter((event): event is EventOf<'capacity'> => event.kind === 'capacity')
    const kinds = new Set(states.map(({ data }) => `${data.locality} ${data.service} ${data.unit}`))
    expect(kinds).toContain('llanelli adults fte')
    expect(kinds).toContain('llanelli adults hours')
    expect(kinds).toContain('glangwili discharge beds')
    expect(kinds).toContain('childrens-teams children fte')
    expect(states.every(({ data, happenedAt }) => (data.validUntil ?? 0) > happenedAt)).toBe(true)
  })
})

/** Variance over mean of the counts of working days, each weekday about its own mean. */
function dispersion(
  instants: readonly Instant[],
  calendar: { readonly timeZone: string; readonly holidays: readonly string[] },
  { opensAt, until }: RehearsedYear,
): number {
  const first = localDay(opensAt, calendar.timeZone)
  const counts = Array.from({ length: localDay(until - 1, calendar.timeZone) - first + 1 }, () => 0)
  for (const at of instants) {
    const index = localDay(at, calendar.timeZone) - first
    if (counts[index] !== undefined) counts[index]++
  }
  const ratios = [0, 1, 2, 3, 4].map((weekday) => {
    const days = counts.filter((_, index) => index % 7 === weekday && isWorkingDay(first + index, calendar))
    const mean = days.reduce((sum, count) => sum + count, 0) / days.length
    return days.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (days.length - 1) / mean
  })
  return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
}
