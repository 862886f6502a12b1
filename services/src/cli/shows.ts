import { fileURLToPath } from 'node:url'
import type { Mode } from '@weir/shared/contract/board'
import { type Instant, parseInstant } from '@weir/shared/contract/instant'
import type { Pack } from '@weir/shared/contract/pack'
import { rehearse } from '@weir/shared/rehearsal/rehearse'
import { rehearsedYear } from '@weir/shared/rehearsal/rehearsed-year'
import { readEvents } from '../intake/sources/boston-311/read.ts'
import type { Line } from './event-file.ts'

/** What `weir demo` can show: a city's real winter, or a council that is made up and says so. */
export const SHOWS = ['boston-311', 'carmarthenshire'] as const
export type ShowName = (typeof SHOWS)[number]

export interface Show {
  readonly packFolder: string
  readonly mode: Extract<Mode, 'replay' | 'rehearsal'>
  readonly speed: number
  open(pack: Pack): Opened
}

export interface Opened {
  readonly begins: Instant
  /** what was recorded up to here is folded before anybody looks */
  readonly opensAt: Instant
  readonly ends: Instant
  readonly lines: AsyncGenerator<Line>
  readonly says: { readonly folding: string; readonly opened: string; readonly ended: string }
}

const packFolder = (name: ShowName): string => fileURLToPath(new URL(`../../../shared/packs/${name}`, import.meta.url))
const REQUESTS = fileURLToPath(new URL('../intake/sources/boston-311/samples/requests-2015-h1.csv.gz', import.meta.url))
const SEED = 1

const BOSTON: Show = {
  packFolder: packFolder('boston-311'),
  mode: 'replay',
  speed: 1800,
  open: () => ({
    begins: Date.parse('2015-01-01T05:00:00Z'),
    opensAt: Date.parse('2015-02-01T05:00:00Z'),
    ends: Date.parse('2015-07-01T04:00:00Z'),
    lines: linesOf(readEvents(REQUESTS)),
    says: {
      folding: "Folding January 2015 of the City of Boston's real service requests …",
      opened: 'The February storms begin.',
      ended: 'The replay has ended: it is the end of June 2015.',
    },
  }),
}

const CARMARTHENSHIRE: Show = {
  packFolder: packFolder('carmarthenshire'),
  mode: 'rehearsal',
  speed: 1800,
  open: (pack) => {
    const { from, opensAt, until, scenarios } = rehearsedYear(pack)
    return {
      begins: from,
      opensAt,
      ends: until,
      lines: linesOf(rehearse({ pack, seed: SEED, from, until, scenarios })),
      says: {
        folding: 'Folding thirteen weeks of a council that is made up, so that the wall knows what is usual …',
        opened: 'It is the first Monday of January 2026; within five weeks seven things go wrong.',
        ended: 'The rehearsal has ended: it is January 2027.',
      },
    }
  },
}

export const showOf = (name: ShowName): Show => (name === 'boston-311' ? BOSTON : CARMARTHENSHIRE)

interface Timed {
  readonly time: string
  readonly recordedtime?: string | undefined
}

async function* linesOf(events: AsyncIterable<Timed> | Iterable<Timed>): AsyncGenerator<Line> {
  let number = 0
  for await (const event of events) {
    yield { number: ++number, text: JSON.stringify(event), json: event, recordedAt: parseInstant(event.recordedtime ?? event.time) ?? null }
  }
}
