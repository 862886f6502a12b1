import { type LineSaid, type LogChange, type LogTrial, saidOfLog } from './log-trials.ts'

/** Scores of whole logs through `weir backtest`, in the ways in which logs differ from each other. */
interface Way {
  readonly name: string
  readonly about: Pick<LogTrial, 'places' | 'history' | 'sevenDays' | 'recordedTime'>
}

const WAYS: readonly Way[] = [
  { name: '1 place, 60 days before', about: { places: 1, history: 60, sevenDays: false, recordedTime: 'absent' } },
  { name: '1 place, 110 days before', about: { places: 1, history: 110, sevenDays: false, recordedTime: 'same' } },
  { name: '6 places, 80 days before', about: { places: 6, history: 80, sevenDays: false, recordedTime: 'absent' } },
  { name: '1 place, seven days a week', about: { places: 1, history: 120, sevenDays: true, recordedTime: 'same' } },
]
const FLOWS = [[3, 1.5], [6, 1.5], [15, 1.5], [5, 3], [8, 2.5], [15, 3]] as const // prettier-ignore

const BLOCKAGE_IN = 3
const CLEAR_IN = 5

type Verdict = (said: readonly LineSaid[], trial: LogTrial) => boolean

const openings = (said: readonly LineSaid[], signal: string) => said.filter((one) => one.state === 'opened' && one.signal === signal && one.day > 0)
const blocked: Verdict = (said) => openings(said, 'blockage').length > 0
const told =
  (signal: string): Verdict =>
  (said, trial) =>
    !blocked(said, trial) && openings(said, signal).length > 0

const found: Verdict = (said) => openings(said, 'blockage').some(({ day }) => day <= BLOCKAGE_IN)
const cleared: Verdict = (said, { days }) =>
  said.some(({ signal, state, day }) => signal === 'blockage' && state === 'cleared' && day >= days && day <= days + CLEAR_IN)

interface Question {
  readonly name: string
  readonly change: LogChange
  readonly days: number
  readonly verdicts: readonly (readonly [name: string, of: Verdict])[]
}

const QUESTIONS: readonly Question[] = [
  { name: 'none leaves, 5 days', change: { kind: 'stall' }, days: 5, verdicts: [['in 3 days', found], ['cleared in 5', cleared]] }, // prettier-ignore
  { name: 'none leaves, 9 days', change: { kind: 'stall' }, days: 9, verdicts: [['in 3 days', found], ['cleared in 5', cleared]] }, // prettier-ignore
  {
    name: 'twice as many come',
    change: { kind: 'surge', times: 2 },
    days: 15,
    verdicts: [
      ['told rightly', told('surge')],
      ['blockage', blocked],
    ],
  },
  {
    name: 'half as many leave',
    change: { kind: 'drop', times: 0.5 },
    days: 15,
    verdicts: [
      ['told rightly', told('capacity-drop')],
      ['blockage', blocked],
    ],
  },
  {
    name: 'a third leave',
    change: { kind: 'drop', times: 0.33 },
    days: 15,
    verdicts: [
      ['told rightly', told('capacity-drop')],
      ['blockage', blocked],
    ],
  },
  {
    name: 'recorded 3-7 days late',
    change: { kind: 'lag', lateDays: [3, 7] },
    days: 10,
    verdicts: [
      ['told rightly', told('recording-lag')],
      ['blockage', blocked],
    ],
  },
  { name: 'nothing', change: { kind: 'none' }, days: 15, verdicts: [['blockage', blocked]] },
]

const say = (...cells: readonly string[]): void => console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(30) : cell.padStart(14))).join(''))
const shareOf = (verdicts: readonly boolean[]): string => (verdicts.filter(Boolean).length / verdicts.length).toFixed(2)

/** `seeds` logs of each flow, in each way: the shares are over all flows. */
export async function scoreLogs(seeds: number, offset: number): Promise<void> {
  console.log(
    `\nLogs in files, through weir backtest: each share is of ${seeds * FLOWS.length} logs (${FLOWS.map((flow) => flow.join('/')).join(', ')} a day/variance over mean)`,
  )
  for (const { name, change, days, verdicts } of QUESTIONS) {
    say(name, ...verdicts.map(([verdict]) => verdict))
    for (const way of WAYS) {
      const trials = FLOWS.flatMap(([mean, ratio], flow) =>
        Array.from({ length: seeds }, (_, seed): LogTrial => ({ ...way.about, mean, ratio, change, days, seed: offset + seed * 100 + flow })),
      )
      const said: (readonly LineSaid[])[] = []
      for (const trial of trials) said.push(await saidOfLog(trial))
      say(`  ${way.name}`, ...verdicts.map(([, of]) => shareOf(trials.map((trial, index) => of(said[index] ?? [], trial)))))
    }
  }
}
