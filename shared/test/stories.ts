import type { Event, EventData, EventKind, EventOf } from '../src/contract/event.ts'
import type { Instant } from '../src/contract/instant.ts'
import type { Pack } from '../src/contract/pack.ts'

/** A small council, and events in a line each, for tests that tell a story. Times are November 2026: `'23 09:00'`, in UTC. */
export const pack: Pack = {
  id: 'small',
  name: { en: 'Small' },
  timeZone: 'Europe/London',
  holidays: ['2026-11-25'],
  localities: ['north', 'south'].map((id) => ({ id, name: { en: id }, kind: 'locality', wards: [`${id}-ward`] })),
  pathways: [
    {
      id: 'adult',
      service: 'adults',
      name: { en: 'Adult' },
      stages: [
        { id: 'referral', kind: 'queue', name: { en: 'Referral' }, pauseStopsClock: false },
        { id: 'triage', kind: 'queue', name: { en: 'Triage' }, limit: { hours: 4, by: 'local' }, pauseStopsClock: true },
        { id: 'assessment', kind: 'work', name: { en: 'Assessment' }, limit: { workingDays: 2, by: 'statute' }, pauseStopsClock: true },
        { id: 'care', kind: 'service', name: { en: 'Care' }, limit: { days: 7, by: 'guidance' }, pauseStopsClock: false },
      ],
    },
  ],
  codes: {
    outcomes: [
      { id: 'home', name: { en: 'Home' }, ended: 'progressed' },
      { id: 'ward', name: { en: 'Ward' }, ended: 'admitted' },
    ],
  },
  sources: [{ id: '/s', name: { en: 'S' }, lateAfter: 3_600_000, silentAfter: 7_200_000 }],
}

/** `'23 09:00'` → that minute of November 2026; a whole timestamp → itself. */
export const at = (text: string): Instant => Date.parse(text.length > 12 ? text : `2026-11-${text.replace(' ', 'T')}:00Z`)

type Without<K extends EventKind> = Omit<EventData[K], 'pathway'> & { readonly pathway?: string }
interface Envelope {
  readonly id?: string
  readonly source?: string
  readonly subject?: string
  readonly recorded?: string
  readonly sequence?: string
}

let told = 0

/** An event of the person `p` on the pathway `adult`; ids grow in the order of telling. */
export function tell<K extends EventKind>(
  kind: K,
  time: string,
  data: Without<K>,
  { id = `${1000 + told++}`, source = '/s', subject = 'p', recorded = time, sequence }: Envelope = {},
): EventOf<K> {
  const pathway =
    kind === 'merged' || kind === 'capacity' || kind === 'observed' || kind === 'heartbeat' || kind === 'withdrawn' || 'pathway' in data
      ? {}
      : { pathway: 'adult' }
  return {
    kind,
    source,
    id,
    subject,
    happenedAt: at(time),
    recordedAt: at(recorded),
    ...(sequence === undefined ? {} : { sequence }),
    data: { ...pathway, ...data },
  } as Event as EventOf<K>
}
