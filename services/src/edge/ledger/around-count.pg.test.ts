import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import type { Event } from '@weir/shared/contract/event'
import type { Refused } from '@weir/shared/contract/problem'
import { HOUR, MINUTE } from '@weir/shared/contract/instant'
import { entityOf } from '@weir/shared/domain/entity'
import type { Visit } from '@weir/shared/domain/visit'
import { anAuthority, onEveryLedger } from '../../../test/ledger-places.ts'
import { entry } from '../../../test/ledger-samples.ts'
import { aroundCount } from './around-count.ts'
import type { CaseVisits, Ledger } from './ledger.ts'
import { ledgerIn } from './open.ts'

/**
 * What every ledger says of what is around a count, on PGlite and on PostgreSQL. Broken on purpose once, each of these was
 * seen to fail: void events told as the last one; a merged case known by one name alone; events that were let in later still
 * told as refused; withdrawn entries told of cases that are there all the same; another authority's rows; figures of those
 * alone that were looked at; a list that was cut and is not named.
 */
const AT = Date.parse('2026-01-06T07:00:00Z')
const NOW = AT + 10 * HOUR
const SOURCE = '/mosaic'
const ABOUT = { source: SOURCE, locality: 'llanelli', pathway: 'adult', stage: 'triage', team: null, countedAt: AT }
const LOCALITIES = ['unplaced', 'llanelli', 'amman']
const [LLANELLI, AMMAN] = [1, 2]

const about = (id: string, person: string, at: number, source = SOURCE) => ({ source, id, subject: person, happenedAt: at, recordedAt: at })
const enters = (id: string, person: string, at: number, source = SOURCE, data = {}): Event => ({
  ...about(id, person, at, source),
  kind: 'entered',
  data: { pathway: 'adult', stage: 'triage', ...data },
})
const describes = (id: string, person: string, at: number): Event => ({ ...about(id, person, at), kind: 'described', data: { pathway: 'adult' } })
const withdraws = (id: string, voids: string, at: number): Event => ({ ...about(id, 'x', at), kind: 'withdrawn', data: { id: voids } })
const merges = (id: string, person: string, into: string, at: number): Event => ({ ...about(id, person, at), kind: 'merged', data: { into } })

const visit = (more: Partial<Visit> = {}): Visit => ({
  ...{ pathway: 'adult', stage: 'triage', locality: LLANELLI, enteredAt: AT - 9 * HOUR, arrivedAt: AT - 9 * HOUR, departedAt: null, dueAt: null },
  ...{ arrivalRecordedAt: AT - 9 * HOUR, departureRecordedAt: null, frozenAt: null, paused: false, pauseReason: null, moved: false, ended: null },
  ...{ outcome: null, attributes: {} },
  ...more,
})
const casesOf = (visits: Readonly<Record<string, Visit>>): readonly CaseVisits[] =>
  Object.entries(visits).map(([person, one]) => ({ entity: entityOf(enters('', person, 0)), person, version: 1, visits: [one] }))
const refused = (id: string | null, field: string, of: Partial<Refused['of']> = {}): Refused => ({
  ...{ source: SOURCE, id, faults: [{ field, reason: 'is odd' }] },
  of: { kind: 'entered', pathway: 'adult', stage: 'triage', locality: null, ...of },
})
onEveryLedger('around a count, on', ({ database }) => {
  let ledger: Ledger
  let authority: string

  beforeEach(async () => {
    authority = anAuthority()
    ledger = await ledgerIn(database(), authority)
    const elsewhere = await ledgerIn(database(), anAuthority())
    await elsewhere.writeVisits(casesOf({ stranger: visit() }), LOCALITIES)
    await elsewhere.reject([refused('stranger', 'time')], AT)
  })

  const append = (...events: readonly Event[]) => ledger.append(events.map(entry), NOW)
  const around = (more = {}, counts: Parameters<Ledger['aroundCount']>[1] = []) => ledger.aroundCount({ ...ABOUT, ...more }, counts, NOW)

  it('each case stands with the last event about it that counts, and whether the source ever spoke of it', async () => {
    await append(enters('e1', 'a', AT - 9 * HOUR), describes('d1', 'a', AT - 3 * HOUR), describes('d2', 'a', AT - 2 * HOUR), withdraws('w', 'd2', AT - HOUR))
    await append(describes('ahead', 'a', NOW + HOUR), enters('e2', 'b', AT - 8 * HOUR, '/another'))
    await ledger.writeVisits(casesOf({ a: visit({ attributes: { team: 'one' } }), b: visit({ arrivedAt: AT - 8 * HOUR }) }), LOCALITIES)
    const { here } = await around()
    expect(here.map(({ person, team, last, told }) => [person, team, last?.source, last?.id, told])).toEqual([
      ['a', 'one', SOURCE, 'd1', true],
      ['b', null, '/another', 'e2', false],
    ])
    expect(here[0]).toMatchObject({
      locality: 'llanelli',
      enteredAt: AT - 9 * HOUR,
      departedAt: null,
      last: { kind: 'described', happenedAt: AT - 3 * HOUR },
    })
  })

  it('a merged case is known by all of its names', async () => {
    await append(enters('e1', 'a', AT - 9 * HOUR), enters('e2', 'b', AT - 8 * HOUR), merges('m', 'b', 'a', AT - 7 * HOUR), describes('d', 'b', AT - HOUR))
    await ledger.writeVisits(casesOf({ a: visit() }), LOCALITIES)
    expect((await around()).here.map(({ last }) => last?.id)).toEqual(['d'])
  })

  it('who was there at the count, came later, or left by a record that came later; nobody else', async () => {
    const left = (departedAt: number, departureRecordedAt: number) => visit({ departedAt, departureRecordedAt, ended: 'progressed' })
    const visits = {
      ...{ open: visit(), came: visit({ arrivedAt: AT + HOUR }), went: left(AT + HOUR, AT + HOUR), late: left(AT - HOUR, AT + HOUR) },
      ...{ gone: left(AT - HOUR, AT - HOUR), panel: visit({ stage: 'panel' }), away: visit({ locality: AMMAN }) },
    }
    await ledger.writeVisits(casesOf(visits), LOCALITIES)
    expect((await around()).here.map(({ person }) => person).sort()).toEqual(['came', 'late', 'open', 'went'])
  })

  it('where there are more than are looked at, the figures are of all of them, and each list that was cut is named', async () => {
    const here = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((person, index) => [person, visit({ arrivedAt: AT - (9 - index) * HOUR })]))
    const moved = { came: visit({ arrivedAt: AT + HOUR }), went: visit({ departedAt: AT + HOUR, departureRecordedAt: AT + HOUR, ended: 'progressed' }) }
    await ledger.writeVisits(casesOf({ ...here, ...moved, one: visit({ locality: AMMAN }), two: visit({ locality: AMMAN }) }), LOCALITIES)
    await ledger.reject([refused('r1', 'time'), refused('r2', 'time'), refused('r3', 'time')], AT)
    const few = await aroundCount({ db: database().db, authority }, ABOUT, [], NOW, { here: 2, elsewhere: 1, refused: 2, withdrawn: 1, merged: 1 })
    expect(few.all).toEqual({ ours: 6, waiting: 6, came: 1, went: 1 })
    expect([few.here.map(({ person }) => person), few.elsewhere.length, few.refused.map(({ id }) => id)]).toEqual([['a', 'went'], 1, ['r3', 'r2']])
    expect(few.partly).toEqual([
      { of: 'cases', looked: 2 },
      { of: 'elsewhere', looked: 1 },
      { of: 'refused', looked: 2 },
    ])
    expect(await around()).toMatchObject({ all: null, partly: [] })
    const enough = await aroundCount({ db: database().db, authority }, ABOUT, [], NOW, { here: 7, elsewhere: 2, refused: 3, withdrawn: 0, merged: 0 })
    expect([enough.all, enough.partly, enough.here.length]).toEqual([null, [], 7])
  })

  it('visits of a stage in a place are found by an index, in every authority', async () => {
    const { rows } = await sql<{ visits: string; indexed: string }>`
      select (select count(*) from pg_inherits where inhparent = 'visit'::regclass) as visits,
        (select count(*) from pg_indexes where indexdef like '%ON public.visit_% (pathway, stage, locality)') as indexed
    `.execute(database().db)
    expect(Number(rows[0]?.visits)).toBeGreaterThan(1)
    expect(rows[0]?.indexed).toEqual(rows[0]?.visits)
  })

  it('how many stood in the other places, and by how many that is above the count there', async () => {
    const away = visit({ locality: AMMAN })
    const visits = { one: visit(), two: away, three: away, four: visit({ locality: 0 }), five: visit({ locality: AMMAN, arrivedAt: AT + MINUTE }) }
    await ledger.writeVisits(casesOf(visits), LOCALITIES)
    const { places, elsewhere } = await around({}, [{ locality: 'amman', team: null, open: 2, countedAt: AT + HOUR }])
    expect(places).toEqual([
      { locality: 'amman', team: null, open: 2, above: 1 },
      { locality: 'unplaced', team: null, open: 1, above: null },
    ])
    expect(elsewhere.map(({ person }) => person).sort()).toEqual(['four', 'three', 'two'])
    const agreeing = await around({}, [{ locality: 'amman', team: null, open: 3, countedAt: AT + HOUR }])
    expect(agreeing.elsewhere.map(({ person }) => person)).toEqual(['four'])
  })

  it("a team's count is held to its own cases, and looks to those of other teams and of none", async () => {
    const of = (team: string) => visit({ attributes: { team } })
    await ledger.writeVisits(casesOf({ one: of('one'), two: of('two'), none: visit() }), LOCALITIES)
    const { here, places, elsewhere } = await around({ team: 'one' })
    expect(here.map(({ person }) => person)).toEqual(['one'])
    expect(places).toEqual([
      { locality: 'llanelli', team: 'two', open: 1, above: null },
      { locality: 'llanelli', team: null, open: 1, above: null },
    ])
    expect(elsewhere.map(({ person }) => person).sort()).toEqual(['none', 'two'])
  })

  it('what was not let in, unless it came again and was; another content under a known id is still refused', async () => {
    await append(enters('mended', 'a', AT), enters('known', 'b', AT))
    const given = [refused('kept', 'time'), refused('mended', 'time'), refused('known', 'id'), refused(null, '', { pathway: null })]
    await ledger.reject([...given, refused('other', 'time', { pathway: 'children' }), { ...refused('theirs', 'time'), source: '/another' }], AT)
    await ledger.reject([refused('later', 'time')], NOW + 1)
    expect((await around()).refused.map(({ id, at, kind: of }) => [id, at, of])).toEqual([
      [null, AT, 'entered'],
      ['known', AT, 'entered'],
      ['kept', AT, 'entered'],
    ])
  })

  it('withdrawn entries of cases that are nowhere in the stage', async () => {
    await append(enters('e1', 'a', AT - 9 * HOUR, SOURCE, { team: 'one' }), enters('e2', 'b', AT - 9 * HOUR), enters('e3', 'c', AT - 9 * HOUR))
    await append(enters('e4', 'd', AT - 9 * HOUR, SOURCE, { locality: 'amman' }), ...['e1', 'e2', 'e4'].map((id) => withdraws(`w-${id}`, id, AT - HOUR)))
    await ledger.writeVisits(casesOf({ b: visit({ locality: AMMAN }), c: visit() }), LOCALITIES)
    expect((await around()).withdrawn).toEqual([
      { source: SOURCE, id: 'e1', kind: 'entered', happenedAt: AT - 9 * HOUR, locality: null, team: 'one', recordedAt: AT - HOUR },
    ])
    expect((await around({ team: 'two' })).withdrawn).toEqual([])
  })

  it('two people in the stage who have become one since the count', async () => {
    const people = ['a', 'b', 'c', 'd', 'e', 'f']
    await append(...people.map((person) => enters(`e-${person}`, person, AT - 9 * HOUR)))
    await append(merges('before', 'b', 'a', AT - HOUR), merges('since', 'd', 'c', AT + HOUR), merges('unborn', 'e', 'nobody', AT + HOUR))
    await ledger.writeVisits(casesOf({ a: visit(), c: visit(), e: visit(), f: visit() }), LOCALITIES)
    expect((await around()).merged.map(({ id, recordedAt }) => [id, recordedAt])).toEqual([['since', AT + HOUR]])
  })
})
