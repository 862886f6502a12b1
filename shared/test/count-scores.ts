import { type CountSaid, type CountTrial, saidOfCounts } from './count-trials.ts'

/**
 * The detector's constants were found on these trials: `node shared/test/count-scores.ts [TRIALS] [FIRST_SEED]` (minutes). Seeds
 * below 10,000 were looked at while they were chosen; scores are told of later ones.
 */
const TRIALS = Number(process.argv[2] ?? 100)
const FIRST_SEED = Number(process.argv[3] ?? 10_000)
const PLACES = 4

const QUIET = [[0.3, 1.5], [1, 1.5], [2, 1.5], [3, 1.5], [5, 1.5], [10, 1.5], [20, 1.5], [0.3, 2], [1, 2], [3, 2], [5, 2], [10, 2], [0.3, 3], [1, 3], [3, 3], [5, 3], [10, 3], [20, 3]] as const // prettier-ignore
const CHANGED = [[3, 1.5], [5, 1.5], [8, 1.5], [20, 1.5], [5, 2], [12, 2], [5, 3], [10, 3], [20, 3]] as const // prettier-ignore
const KINDS = ['blockage', 'capacity-drop', 'surge', 'bottleneck', 'recording-lag']

const say = (...cells: readonly (string | number)[]): void => console.log(cells.map((cell) => String(cell).padStart(15)).join(''))
const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): string => (all.filter(is).length / Math.max(1, all.length)).toFixed(2)
const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => FIRST_SEED + index)

const YEAR = 250
const LASTS = 270

function scoreQuiet(): void {
  const logs = Math.ceil(TRIALS / 5)
  console.log(`\nNothing is wrong: openings in a stage of a place in 250 working days (${Math.round((logs * PLACES * LASTS) / YEAR)} of them a row)`)
  say('a day', 'variance/mean', ...KINDS)
  const totals = KINDS.map(() => 0)
  for (const [mean, ratio] of QUIET) {
    const said = seeds(logs).flatMap((seed) => saidOfCounts({ mean, ratio, places: PLACES, seed, lasts: LASTS })).filter(({ state }) => state === 'opened') // prettier-ignore
    const rates = KINDS.map((kind) => said.filter((one) => one.kind === kind).length / logs / PLACES / (LASTS / YEAR))
    rates.forEach((rate, kind) => (totals[kind] = (totals[kind] ?? 0) + rate / QUIET.length))
    say(mean, ratio, ...rates.map((rate) => rate.toFixed(2)))
  }
  say('all', '', ...totals.map((rate) => rate.toFixed(3)))
}

const WALLS = [16, 60, 300] as const

/** What a whole wall says in a year where nothing is wrong, if its flows are an even mixture of those above. */
function scoreWalls(): void {
  const logs = Math.ceil(TRIALS / 20)
  console.log(`\nNothing is wrong: openings a year on a whole wall (${Math.round((logs * PLACES * QUIET.length * LASTS) / YEAR)} stage-years a row)`)
  say('stages × places', ...KINDS)
  for (const wall of WALLS) {
    const trials = QUIET.flatMap(([mean, ratio]) => seeds(logs).map((seed): CountTrial => ({ mean, ratio, places: PLACES, wall, seed, lasts: LASTS })))
    const said = trials.flatMap(saidOfCounts).filter(({ state }) => state === 'opened')
    say(wall, ...KINDS.map((kind) => ((said.filter((one) => one.kind === kind).length * wall) / trials.length / PLACES / (LASTS / YEAR)).toFixed(1)))
  }
}

const FROM = 100
const SETTLES = 8

/** What is said of the place that changes, in working days since it did. */
function changed([mean, ratio]: (typeof CHANGED)[number], days: number, come: number, go: number, after = FROM): readonly (readonly CountSaid[])[] {
  return seeds(TRIALS).map((seed) => {
    const from = after + (seed % 5)
    const trial: CountTrial = {
      mean,
      ratio,
      places: PLACES,
      seed,
      lasts: from + days + SETTLES,
      change: { from, days, come, go },
      judgedFrom: Math.max(1, from - 30),
    }
    return saidOfCounts(trial).flatMap((one) => (one.place === 0 && one.day > from ? [{ ...one, day: one.day - from }] : []))
  })
}

const openedBy = (said: readonly CountSaid[], kind: string, day: number) => said.some((one) => one.kind === kind && one.state === 'opened' && one.day <= day)

function scoreStalls(history: number): void {
  const days = 5
  console.log(`\nNone leaves for five working days, after ${history} (${TRIALS} trials a row)`)
  say('a day', 'variance/mean', 'in 3 days', 'in 4 days', 'cleared in 5')
  for (const flow of CHANGED) {
    const said = changed(flow, days, 1, 0, history)
    const found = said.filter((one) => openedBy(one, 'blockage', days))
    const cleared = (one: readonly CountSaid[]) =>
      one.some(({ kind, state, day }) => kind === 'blockage' && state === 'cleared' && day >= days && day <= days + 5)
    say(...flow, shareOf(said, (one) => openedBy(one, 'blockage', 3)), shareOf(said, (one) => openedBy(one, 'blockage', 4)), shareOf(found, cleared)) // prettier-ignore
  }
}

function scoreTold(name: string, signal: string, come: number, go: number): void {
  console.log(`\n${name}, for fifteen working days (${TRIALS} trials a row)`)
  say('a day', 'variance/mean', 'told rightly', 'signal seen', 'blockage', 'days until')
  for (const flow of CHANGED) {
    const said = changed(flow, 15, come, go)
    const [right, blocked] = [(one: readonly CountSaid[]) => openedBy(one, signal, 99), (one: readonly CountSaid[]) => openedBy(one, 'blockage', 99)]
    const after = said.flatMap((one) => one.find(({ kind, state }) => kind === signal && state === 'opened')?.day ?? []).sort((a, b) => a - b)
    say(...flow, shareOf(said, (one) => right(one) && !blocked(one)), shareOf(said, right), shareOf(said, blocked), after[after.length >> 1] ?? '-') // prettier-ignore
  }
}

scoreQuiet()
scoreWalls()
scoreStalls(100)
scoreStalls(50)
for (const times of [2, 1.5]) scoreTold(`${times} times as many come`, 'surge', times, 1)
for (const times of [0.6, 0.45, 0.3]) scoreTold(`${times} of the usual number leave`, 'capacity-drop', 1, times)
