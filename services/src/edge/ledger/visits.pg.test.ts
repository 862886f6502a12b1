import { beforeEach, expect, it } from 'vitest'
import { sql } from 'kysely'
import { aCase, instant } from '../../../test/ledger-samples.ts'
import { anAuthority, onEveryLedger } from '../../../test/ledger-places.ts'
import type { Ledger } from './ledger.ts'
import { ledgerIn } from './open.ts'

/**
 * How every ledger keeps the visits of cases. Broken on purpose once, each of these was seen to fail: the version of a case's
 * visits, or of a case without any, not looked at; writers of visits that do not take turns.
 */
const LOCALITIES = ['unplaced', 'Caerfyrddin']
const range = (length: number): number[] => Array.from({ length }, (_, index) => index)

onEveryLedger('the visits of cases, on', ({ database }) => {
  let authority: string
  let ledger: Ledger

  beforeEach(async () => {
    authority = anAuthority()
    ledger = await ledgerIn(database(), authority)
  })

  const visitsThere = async () => {
    const { rows } = await sql`
      select split_part(entity, '|', 2) as case, string_agg(ordinal || ' ' || stage || ' v' || version, ', ' order by ordinal) as visits
      from visit where authority = ${authority} group by 1 order by 1`.execute(database().db)
    return rows
  }

  it('rewrites them, adds and removes rows', async () => {
    await ledger.writeVisits([aCase('a', 1, 2), aCase('b', 1, 1), aCase('c', 1, 3)], LOCALITIES)
    await ledger.writeVisits([aCase('a', 2, 3), aCase('c', 2, 1)], LOCALITIES)
    expect(await visitsThere()).toEqual([
      { case: 'a', visits: '0 stage-0 v2, 1 stage-1 v2, 2 stage-2 v2' },
      { case: 'b', visits: '0 stage-0 v1' },
      { case: 'c', visits: '0 stage-0 v2' },
    ])
  })

  it('never lets an older version replace a newer one, nor add to it, even where the newer one has no visit', async () => {
    await ledger.writeVisits([aCase('a', 5, 1), aCase('b', 5, 2)], LOCALITIES)
    await ledger.writeVisits([aCase('b', 6, 0)], LOCALITIES)
    await ledger.writeVisits([aCase('a', 4, 3), aCase('b', 5, 2), aCase('c', 4, 1)], LOCALITIES)
    expect(await visitsThere()).toEqual([
      { case: 'a', visits: '0 stage-0 v5' },
      { case: 'c', visits: '0 stage-0 v4' },
    ])
  })

  it('brings visits back when a newer version has them again, and takes the same version again', async () => {
    await ledger.writeVisits([aCase('a', 1, 0)], LOCALITIES)
    await ledger.writeVisits([aCase('a', 2, 2)], LOCALITIES)
    await ledger.writeVisits([aCase('a', 2, 1)], LOCALITIES)
    expect(await visitsThere()).toEqual([{ case: 'a', visits: '0 stage-0 v2' }])
  })

  it('takes the newest where a case comes twice, and nothing', async () => {
    await ledger.writeVisits([aCase('a', 2, 2), aCase('a', 1, 3)], LOCALITIES)
    await ledger.writeVisits([], LOCALITIES)
    expect(await visitsThere()).toEqual([{ case: 'a', visits: '0 stage-0 v2, 1 stage-1 v2' }])
  })

  it('writes versions of the same cases from many sides, and the newest stands', async () => {
    const versions = range(24).map((index) => (index * 7) % 24)
    await Promise.all(
      versions.map((version) =>
        ledger.writeVisits(
          range(10).map((index) => aCase(`case-${(index + version) % 10}`, version + 1, 1 + (version % 4))),
          LOCALITIES,
        ),
      ),
    )
    expect(await visitsThere()).toEqual(
      range(10).map((index) => ({
        case: `case-${index}`,
        visits: range(4)
          .map((ordinal) => `${ordinal} stage-${ordinal} v24`)
          .join(', '),
      })),
    )
  })

  it('with every attribute, and the locality by its id', async () => {
    await ledger.writeVisits([aCase('a', 3, 1)], LOCALITIES)
    const row = await database().db.selectFrom('visit').selectAll().where('authority', '=', authority).executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      entity: aCase('a', 3, 1).entity,
      person: 'a',
      ordinal: 0,
      version: 3,
      locality: 'Caerfyrddin',
      entered_at: instant(0),
      departed_at: null,
      due_at: instant(3),
      paused: false,
      team: 'PWDx_Street Light',
      reason: 'Street Lights',
      quantity: 1.5,
      unit: 'hours',
      dimensions: { ageBand: '75-84' },
      priority: null,
    })
  })

  it('refuses a locality that nobody knows', async () => {
    await expect(ledger.writeVisits([aCase('a', 1, 1)], ['unplaced'])).rejects.toThrow('no locality has the number 1')
  })
})
