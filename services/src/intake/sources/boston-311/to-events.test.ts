import { describe, expect, it } from 'vitest'
import { parseEvent } from '@weir/shared/contract/parse-event'
import { type Request, slug, toEvents } from './to-events.ts'

const request: Request = {
  case_enquiry_id: '101001240735',
  open_dt: '2015-01-01T00:25:23',
  target_dt: '2015-01-16T08:30:00',
  closed_dt: '2015-01-02T16:17:43',
  department: 'PWDx',
  neighborhood: 'Fenway / Kenmore / Audubon Circle / Longwood',
  queue: 'PWDx_Street Light Outages',
  type: 'Street Light Outages',
}
const eventsOf = (changed: Partial<Request>) => toEvents({ ...request, ...changed })
const times = (changed: Partial<Request>) => eventsOf(changed).map(({ time }) => time)

describe('one service request of the city', () => {
  it('is a case that enters its department and leaves it', () => {
    expect(toEvents(request)).toEqual([
      {
        specversion: '1.0',
        source: '/boston/311',
        subject: 'request/101001240735',
        id: '101001240735/opened',
        type: 'weir.case.entered.v1',
        time: '2015-01-01T00:25:23-05:00',
        data: {
          pathway: 'pwdx',
          stage: 'open',
          locality: 'fenway-kenmore-audubon-circle-longwood',
          team: 'PWDx_Street Light Outages',
          reason: 'Street Light Outages',
          dueAt: '2015-01-16T08:30:00-05:00',
        },
      },
      {
        specversion: '1.0',
        source: '/boston/311',
        subject: 'request/101001240735',
        id: '101001240735/closed',
        type: 'weir.case.left.v1',
        time: '2015-01-02T16:17:43-05:00',
        data: { pathway: 'pwdx', stage: 'open', outcome: 'closed' },
      },
    ])
  })

  it('says nothing of what the city leaves empty', () => {
    expect(eventsOf({ target_dt: '', closed_dt: '', neighborhood: '', queue: '', type: '', department: 'No Q' })).toMatchObject([
      { data: { pathway: 'no-q', stage: 'open' } },
    ])
    expect(Object.keys(eventsOf({ target_dt: '', closed_dt: '', neighborhood: '', queue: '', type: '' })[0]?.data as object)).toEqual(['pathway', 'stage'])
  })

  it.each<[string, Partial<Request>]>([
    ['open for good', { closed_dt: '' }],
    ['without a neighbourhood', { neighborhood: '' }],
    ['closed before it was opened, as 84 are', { closed_dt: '2015-01-01T00:25:00' }],
    ['of a department that the pack does not know', { department: 'NEW_' }],
  ])('keeps to the contract: %s', (_, changed) => {
    for (const event of eventsOf(changed)) expect(parseEvent(JSON.parse(JSON.stringify(event)))).toMatchObject({ kind: 'event' })
  })

  it.each([
    ['winter', '2015-02-09T12:00:00', '2015-02-09T12:00:00-05:00'],
    ['summer', '2015-06-30T23:54:00', '2015-06-30T23:54:00-04:00'],
    ['a space in place of the T', '2015-06-30 23:54:00', '2015-06-30T23:54:00-04:00'],
    ['the last second before the clocks go forward', '2015-03-08T01:59:59', '2015-03-08T01:59:59-05:00'],
    ['the hour that never comes is read by the clock not put forward yet', '2015-03-08T02:30:00', '2015-03-08T02:30:00-05:00'],
    ['the first second after it', '2015-03-08T03:00:00', '2015-03-08T03:00:00-04:00'],
    ['the hour that comes twice is its first time round', '2015-11-01T01:30:00', '2015-11-01T01:30:00-04:00'],
    ['the first second after it', '2015-11-01T02:00:00', '2015-11-01T02:00:00-05:00'],
  ])('reads Boston’s clock: %s', (_, open_dt, time) => {
    expect(times({ open_dt, closed_dt: '' })).toEqual([time])
  })

  it('closes in the second time round of an hour where the first would be before it opened', () => {
    expect(times({ open_dt: '2015-11-01T01:50:00', closed_dt: '2015-11-01T01:10:00' })).toEqual(['2015-11-01T01:50:00-04:00', '2015-11-01T01:10:00-05:00'])
    expect(times({ open_dt: '2015-11-01T01:10:00', closed_dt: '2015-11-01T01:50:00' })).toEqual(['2015-11-01T01:10:00-04:00', '2015-11-01T01:50:00-04:00'])
  })

  it.each(['', '2015-02-30T10:00:00', '01/02/2015 10:00', '2015-02-01T10:00:00Z'])('is refused where its opening is no time: %j', (open_dt) => {
    expect(() => eventsOf({ open_dt })).toThrow(RangeError)
  })
})

it.each([
  ['HS_O', 'hs-o'],
  ['GEN_', 'gen'],
  ['No Q', 'no-q'],
  ['Allston / Brighton', 'allston-brighton'],
])('%s goes by the id %s', (name, id) => {
  expect(slug(name)).toBe(id)
})
