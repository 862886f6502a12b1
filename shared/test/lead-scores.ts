import { leadsOf } from '../src/domain/warning/leads.ts'
import type { PlaceSeries } from '../src/domain/warning/whitened.ts'
import { negativeBinomial } from '../src/domain/negative-binomial.ts'
import { type Uniform, random, seedOf } from '../src/domain/random.ts'
import { isWorkingDay } from '../src/domain/working-time.ts'
import { MADE_CALENDAR, MADE_FIRST } from './made-queues.ts'

/**
 * How often a lead is found where there is none, and where there is one: `node shared/test/lead-scores.ts [COUNCILS]`. Councils of
 * 24 or of 3 places and 120 days; daily counts with a dispersion of 1.2 to 3, of office weeks and of whole weeks.
 */
type World = 'steady' | 'wandering' | 'one wave' | 'a lead'

const DAYS = 120
const LEAD_DAYS = 3
const WEEKEND = 0.02

interface Council {
  readonly world: World
  readonly places: number
  /** a day's count; by chance where it is null */
  readonly mean: number | null
}

export function madeCouncil({ world, places, mean }: Council, index: number): readonly PlaceSeries[] {
  const uniform = random(seedOf(`${world}/${places}/${mean}/${index}`))
  const office = uniform() < 0.5
  const wave = wandering(0.85, 0.15, uniform)
  const first = wandering(0.6, 0.25, uniform)
  return Array.from({ length: places }, (_, place) => {
    const aDay = mean ?? [1, 2, 5, 10, 30][Math.floor(uniform() * 5)] ?? 1
    const [dispersion, load, own] = [1.2 + 1.8 * uniform(), 0.5 + uniform(), wandering(0.9, 0.15, uniform)]
    const logAt = (at: number): number => {
      if (world === 'steady') return 0
      if (world === 'one wave') return load * (wave[at] ?? 0)
      if (world === 'a lead' && place < 2) return first[at - LEAD_DAYS * place] ?? 0
      return own[at] ?? 0
    }
    const days = Array.from({ length: DAYS }, (_, at) => {
      const day = MADE_FIRST + at
      const expected = aDay * Math.exp(logAt(at)) * (office && !isWorkingDay(day, MADE_CALENDAR) ? WEEKEND : 1)
      return { day, value: negativeBinomial(expected, dispersion * expected).draw(uniform) }
    })
    return { locality: `place ${place}`, days }
  })
}

function wandering(keeps: number, deviation: number, uniform: Uniform): readonly number[] {
  let value = 0
  return Array.from({ length: DAYS }, () => {
    value = keeps * value + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
    return value
  })
}

function main(councils: number): void {
  console.log('world        places  mean   of 100 councils: a false lead  the true one')
  for (const places of [24, 3]) {
    for (const world of ['steady', 'wandering', 'one wave'] as const) score({ world, places, mean: null }, councils)
    score({ world: 'one wave', places, mean: 60 }, councils)
    for (const mean of [5, 20, 60]) score({ world: 'a lead', places, mean }, Math.ceil(councils / 4))
  }
}

function score(council: Council, councils: number): void {
  let [wrong, right] = [0, 0]
  for (let index = 0; index < councils; index++) {
    const leads = leadsOf(madeCouncil(council, index), MADE_CALENDAR)
    const isTrue = ({ from, to }: (typeof leads)[number]) => council.world === 'a lead' && from === 'place 0' && to === 'place 1'
    if (leads.some(isTrue)) right++
    if (!leads.every(isTrue)) wrong++
  }
  const share = (count: number) => ((100 * count) / councils).toFixed(1).padStart(10)
  console.log(
    `${council.world.padEnd(12)}${String(council.places).padStart(6)}${String(council.mean ?? '').padStart(6)}${share(wrong).padStart(32)}${council.world === 'a lead' ? share(right).padStart(14) : ''}`,
  )
}

if (import.meta.main) main(Number(process.argv[2] ?? 200))
