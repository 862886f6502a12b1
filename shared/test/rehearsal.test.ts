import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { EventOf } from '../src/contract/event.ts'
import { DAY, HOUR } from '../src/contract/instant.ts'
import type { Pack } from '../src/contract/pack.ts'
import { sourceOf } from '../src/rehearsal/local-facts.ts'
import { rehearse } from '../src/rehearsal/rehearse.ts'
import { type RehearsedYear, rehearsedYear } from '../src/rehearsal/rehearsed-year.ts'
import { type Scenario, truthsOf } from '../src/rehearsal/scenario.ts'
import { type History, type Lived, SEED, isIn, lived, loadCarmarthenshire, median, stage } from './rehearsal-year.ts'

const WEEK = 7 * DAY

let pack: Pack
let year: RehearsedYear
/** the same year without any scenario, and with all of them */
let calm: Lived
let eventful: Lived

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }) // two whole years are lived and folded, on whatever machine

beforeAll(async () => {
  pack = await loadCarmarthenshire()
  year = rehearsedYear(pack)
  calm = lived(pack, year, [])
  eventful = lived(pack, year, year.scenarios)
})

const run = (scenarios: readonly Scenario[], until = year.until, seed = SEED) => rehearse({ pack, seed, from: year.from, until, scenarios })

describe('a rehearsal', () => {
  it('is the same to the byte for the same seed, and another for another', () => {
    const until = year.from + 25 * DAY
    const bytes = (seed: number) => [...run(year.scenarios, until, seed)].map((event) => JSON.stringify(event)).join('\n')
    expect(bytes(1)).toBe(bytes(1))
    expect(bytes(1)).not.toBe(bytes(2))
  })

  it('is the same as far as it goes, however far it is asked to go', () => {
    const short = [...run([], year.from + 20 * DAY + 5 * HOUR)]
    const long = [...run([], year.from + 30 * DAY)].slice(0, short.length)
    expect(short).toEqual(long)
  })

  it('is what it would have been until the first scenario begins', () => {
    const first = Math.min(...year.scenarios.map(({ startsAt }) => startsAt))
    const before = ({ events }: Lived) => events.filter(({ recordedAt }) => recordedAt < first)
    expect(before(eventful)).toEqual(before(calm))
    expect(before(calm).length).toBeGreaterThan(40_000)
  })

  it('comes in the order in which it was recorded, between its two instants, never before it happened', () => {
    const { events } = eventful
    expect(events.filter(({ recordedAt }, index) => recordedAt < (events[index - 1]?.recordedAt ?? year.from))).toEqual([])
    expect(events.filter(({ recordedAt, happenedAt }) => recordedAt < happenedAt || recordedAt >= year.until)).toEqual([])
  })

  it('has nothing that the contract or the pack would refuse, with and without scenarios', () => {
    expect(calm.rejected).toEqual([])
    expect(eventful.rejected).toEqual([])
    expect(eventful.events.length).toBeGreaterThan(200_000)
  })

  it('tells of no case that leaves where it is not, but for what was not recorded before the end', () => {
    const oddities = eventful.cases.flatMap((one) => one.oddities)
    expect(oddities.length).toBeLessThan(30)
  })

  it('refuses a pack that lacks what it plays', () => {
    const without = { ...pack, pathways: pack.pathways.filter(({ id }) => id !== 'reablement') }
    expect(() => [...rehearse({ pack: without, seed: 1, from: year.from, until: year.from + DAY })]).toThrow('the pack has no stage reablement/referred')
  })

  it('begins with a history of three months, on a Monday', () => {
    expect(year.opensAt - year.from).toBeGreaterThan(90 * DAY)
    expect(new Date(year.opensAt).getUTCDay()).toBe(1)
    expect(() => rehearsedYear(pack, '2026-01-06')).toThrow('not a Monday')
  })
})

describe('the scenarios', () => {
  const scenario = (id: string): Scenario => {
    const found = year.scenarios.find((one) => one.id === id)
    if (!found) throw new RangeError(`no scenario ${id}`)
    return found
  }
  const there = ({ visits }: History, { pathway, stage: id, locality }: Scenario) => stage(visits, pathway, id, locality)
  const arrivals = (history: History, one: Scenario, from = one.startsAt, until = one.endsAt) =>
    there(history, one).filter(({ arrivedAt }) => isIn(arrivedAt, from, until)).length
  const departures = (history: History, one: Scenario, from = one.startsAt, until = one.endsAt) =>
    there(history, one).filter(({ departedAt }) => isIn(departedAt, from, until)).length

  it('show each kind within five weeks of the opening of the wall', () => {
    const early = year.scenarios.filter(({ startsAt }) => isIn(startsAt, year.opensAt, year.opensAt + 5 * WEEK))
    expect(new Set(early.map(({ kind }) => kind))).toEqual(new Set(year.scenarios.map(({ kind }) => kind)))
    expect(new Set(early.map(({ truth }) => truth)).size).toBe(6)
  })

  it('never touch the same stage of a place at once', () => {
    const truths = truthsOf(year.scenarios)
    const clashes = truths.flatMap((one) =>
      truths.filter(
        (other) =>
          other.scenario !== one.scenario &&
          other.locality === one.locality &&
          other.pathway === one.pathway &&
          other.stage === one.stage &&
          other.startsAt < one.endsAt &&
          one.startsAt < other.endsAt,
      ),
    )
    expect(clashes.filter(({ truth }) => truth !== 'bulk-closure')).toEqual([])
  })

  it('name stages and places of the pack, and have one main truth each', () => {
    const truths = truthsOf(year.scenarios)
    for (const one of truths) {
      expect(pack.localities.map(({ id }) => id)).toContain(one.locality)
      expect(pack.pathways.find(({ id }) => id === one.pathway)?.stages.map(({ id }) => id)).toContain(one.stage)
    }
    expect(truths.filter(({ main }) => main).map((one) => one.scenario)).toEqual(year.scenarios.map(({ id }) => id))
  })

  it.each(['panel-stops', 'panel-holiday', 'framework-lapses', 'assessors-away', 'decisions-stop'])(
    '%s: nobody leaves the stage in any way, and people still come',
    (id) => {
      const one = scenario(id)
      expect(departures(eventful, one)).toBe(0)
      expect(departures(calm, one)).toBeGreaterThan(2)
      expect(arrivals(eventful, one)).toBeGreaterThan(0.5 * arrivals(calm, one))
    },
  )

  it.each(['flu-winter', 'back-to-school', 'early-winter'])('%s: people come as many times more as the scenario says', (id) => {
    const one = scenario(id)
    expect(arrivals(eventful, one) / arrivals(calm, one)).toBeGreaterThan(one.size - 0.35)
    expect(arrivals(eventful, one) / arrivals(calm, one)).toBeLessThan(one.size + 0.35)
    expect(departures(eventful, one)).toBeGreaterThanOrEqual(departures(calm, one))
  })

  it.each(['provider-hands-back', 'second-provider'])('%s: packages of one provider come back to the stage', (id) => {
    const one = scenario(id)
    const returned = eventful.events.filter(
      (event): event is EventOf<'entered'> =>
        event.kind === 'entered' && event.data.reason === 'handed-back' && isIn(event.happenedAt, one.startsAt, one.endsAt),
    )
    expect(returned.length).toBeGreaterThan(0.7 * one.size)
    expect(arrivals(eventful, one) - arrivals(calm, one)).toBeGreaterThan(0.6 * one.size)
  })

  it.each(['staff-sickness', 'agency-gap'])('%s: less is done, as many come, and the staffing system says why', (id) => {
    const one = scenario(id)
    expect(departures(eventful, one) / departures(calm, one)).toBeLessThan(0.8)
    expect(arrivals(eventful, one) / arrivals(calm, one)).toBeGreaterThan(0.8)
    const present = eventful.events.flatMap((event) =>
      event.kind === 'capacity' && event.data.unit === 'fte' && event.data.locality === one.locality && isIn(event.happenedAt, one.startsAt, one.endsAt)
        ? [event.data.available / (event.data.needed ?? 1)]
        : [],
    )
    expect(median(present)).toBeLessThan(one.size + 0.15)
  })

  it.each(['system-upgrade', 'new-forms'])('%s: cases move as ever, and are written down days later', (id) => {
    const one = scenario(id)
    expect(departures(eventful, one) / departures(calm, one)).toBeGreaterThan(0.85)
    const source = sourceOf(one.pathway, one.locality)
    const episodes = new Set(there(eventful, one).map(({ attributes }) => attributes.homeWard))
    expect(episodes.size).toBeGreaterThan(5)
    const moves = eventful.events.filter(
      (event) =>
        event.source === source &&
        (event.kind === 'entered' || event.kind === 'left') &&
        event.data.pathway === one.pathway &&
        event.data.stage !== 'contact' &&
        isIn(event.happenedAt, one.startsAt, one.endsAt),
    )
    const late = moves.filter(({ recordedAt, happenedAt }) => recordedAt - happenedAt > 2 * DAY).length / moves.length
    expect(late).toBeGreaterThan(one.locality === 'childrens-teams' ? 0.5 : 0.15) // Llanelli is a third of what its system writes
    expect(eventful.events.some((event) => event.source === source && event.kind === 'heartbeat' && isIn(event.recordedAt, one.startsAt, one.endsAt))).toBe(
      true,
    )
  })

  it('reviews-not-authorised: reviews are done as ever, and count only once somebody authorises them', () => {
    const one = scenario('reviews-not-authorised')
    const here = new Set(eventful.visits.filter(({ locality, pathway }) => locality === one.locality && pathway === one.pathway).map((visit) => visit.episode))
    const reviews = eventful.events.filter(
      (event): event is EventOf<'duty-done'> =>
        event.kind === 'duty-done' && event.data.duty === 'review' && here.has(event.data.episode) && isIn(event.happenedAt, one.startsAt, one.endsAt),
    )
    const counted = reviews.filter(({ data }) => data.authorisedAt !== undefined)
    expect(reviews.length).toBeGreaterThan(40)
    expect(counted.length / reviews.length).toBeLessThan(0.15) // done before it began
  })

  it.each(['month-end-closure', 'quarter-end-closure'])('%s: one team closes a dozen old cases within a quarter of an hour', (id) => {
    const one = scenario(id)
    const closed = there(eventful, one).filter(({ departedAt, outcome }) => outcome === 'no-longer-needed' && isIn(departedAt, one.startsAt, one.endsAt))
    expect(closed.length).toBeGreaterThan(8)
    expect(new Set(closed.map(({ attributes }) => attributes.team)).size).toBe(1)
  })
})
