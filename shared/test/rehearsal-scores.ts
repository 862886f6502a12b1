import { backtest } from '../src/backtest/backtest.ts'
import type { FlowFound } from '../src/backtest/found.ts'
import type { DutyChange } from '../src/domain/judgement/council.ts'
import { DAY, type Instant } from '../src/contract/instant.ts'
import { UNPLACED, type Pack } from '../src/contract/pack.ts'
import { localDay } from '../src/domain/local-time.ts'
import { workingDaysBetween } from '../src/domain/working-time.ts'
import { rehearse } from '../src/rehearsal/rehearse.ts'
import { type RehearsedYear, rehearsedYear } from '../src/rehearsal/rehearsed-year.ts'
import { type Truth, type TruthKind, truthsOf } from '../src/rehearsal/scenario.ts'
import { loadCarmarthenshire, take } from './rehearsal-year.ts'

/**
 * What is found of the rehearsed year of Carmarthenshire, whose truth is known, and what is only thought to be found:
 * `node shared/test/rehearsal-scores.ts [SEEDS] [FIRST_SEED]` (some minutes a seed; one by default). A signal counts for a scenario when it
 * opens in the stage and place that the scenario names, from its beginning until a week after its end.
 */
const FIRST_SEED = 20_260_105
const AFTERWARDS = 7 * DAY

interface Said {
  readonly kind: string
  readonly state: 'opened' | 'cleared'
  readonly at: Instant
  readonly place: string | null
  readonly places: readonly string[]
  readonly pathway: string
  readonly stage: string
}

/** What would be right to say; a bulk closure is right to pass over. */
const RIGHT: Readonly<Record<TruthKind, string | null>> = {
  blockage: 'blockage',
  surge: 'surge',
  'capacity-drop': 'capacity-drop',
  'recording-lag': 'recording-lag',
  'bulk-closure': null,
  'not-counted': 'authorisation',
}

function saidOf(pack: Pack, year: RehearsedYear, seed: number): readonly Said[] {
  const { events } = take(rehearse({ pack, seed, from: year.from, until: year.until, scenarios: year.scenarios }), pack)
  const names = [UNPLACED, ...pack.localities.map(({ id }) => id)]
  const said = ({ at, state, locality, places, rule, blockage }: FlowFound): Said => ({
    ...{ kind: blockage.kind, state, at, pathway: rule.pathway.id, stage: rule.stage.id },
    place: locality === null ? null : (names[locality] ?? UNPLACED),
    places: places.map((place) => names[place] ?? UNPLACED),
  })
  const unsigned = ({ at, state, locality, blockage }: DutyChange): Said => {
    const place = names[locality] ?? UNPLACED
    return { kind: 'authorisation', state, at, place, places: [place], pathway: blockage.pathway, stage: '' }
  }
  return [...backtest(events, pack)].flatMap((found) => (found.kind === 'flow' ? [said(found)] : found.kind === 'duty' ? [unsigned(found)] : []))
}

const isOf =
  ({ pathway, stage, locality }: Truth) =>
  (said: Said): boolean =>
    said.pathway === pathway && (said.stage === stage || said.kind === 'authorisation') && said.places.includes(locality)

const within = (at: Instant, from: Instant, until: Instant): boolean => at > from && at <= until

function scoreTruth(truth: Truth, said: readonly Said[], pack: Pack): string {
  const { startsAt, endsAt } = truth
  const here = said.filter(isOf(truth))
  const opened = here.filter(({ state, at }) => state === 'opened' && within(at, startsAt, endsAt + AFTERWARDS))
  const first = opened.find(({ kind }) => kind === RIGHT[truth.truth])
  const days = (from: Instant, to: Instant) => workingDaysBetween(from, to, pack)
  const clear = first && here.find(({ state, kind, at }) => state === 'cleared' && kind === first.kind && at > first.at)
  const cells = [
    truth.scenario.padEnd(24),
    truth.truth.padEnd(15),
    (first ? `${days(startsAt, first.at)} working days` : RIGHT[truth.truth] === null ? '–' : 'not found').padEnd(18),
    (first ? (clear ? (clear.at <= endsAt ? 'before the end' : `${days(endsAt, clear.at)} working days after`) : 'never') : '').padEnd(24),
    [...new Set(opened.map(({ kind }) => kind))].join(', ') || 'nothing',
  ]
  return cells.join('')
}

/** Where a scenario is at work, or what follows from it; a signal there is neither found nor false. */
function isExplained(said: Said, truths: readonly Truth[]): boolean {
  return truths.some((truth) => truth.pathway === said.pathway && said.places.includes(truth.locality) && within(said.at, truth.startsAt, truth.settlesAt))
}

function scoreFalse(said: readonly Said[], truths: readonly Truth[], year: RehearsedYear): string {
  const months = (localDay(year.until, 'UTC') - localDay(year.opensAt, 'UTC')) / 30.44
  const wrong = said.filter((one) => one.state === 'opened' && one.at >= year.opensAt && !isExplained(one, truths))
  const kinds = ['blockage', 'capacity-drop', 'surge', 'recording-lag', 'bottleneck']
  return kinds.map((kind) => `${kind} ${(wrong.filter((one) => one.kind === kind).length / months).toFixed(2)}`).join(', ')
}

async function main(seeds: number, first: number): Promise<void> {
  const pack = await loadCarmarthenshire()
  const year = rehearsedYear(pack)
  const truths = truthsOf(year.scenarios)
  for (let seed = first; seed < first + seeds; seed++) {
    const said = saidOf(pack, year, seed)
    console.log(`\nseed ${seed}\n${'scenario'.padEnd(24)}${'truth'.padEnd(15)}${'found after'.padEnd(18)}${'cleared'.padEnd(24)}said there`)
    for (const truth of truths) if (truth.main) console.log(scoreTruth(truth, said, pack))
    console.log(`opened a month where no scenario is at work, over the whole wall: ${scoreFalse(said, truths, year)}`)
  }
}

if (import.meta.main) await main(Number(process.argv[2] ?? 1), Number(process.argv[3] ?? FIRST_SEED))
