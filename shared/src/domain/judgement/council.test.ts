import { describe, expect, test } from 'vitest'
import { MONDAY, chancy, flow, midnight, upTo } from '../../../test/made-days.ts'
import { NOWHERE, rulesWith } from '../../../test/made-council.ts'
import { HOUR, type Instant } from '../../contract/instant.ts'
import type { Pack } from '../../contract/pack.ts'
import { warningBoard } from '../../contract/warning.ts'
import type { Flow } from '../blockage/flow.ts'
import { type Carried, type Change, type CouncilFacts, NOTHING_CARRIED, NOTHING_REMEMBERED, type Occasion, type Remembered, judgeCouncil } from './council.ts'

/**
 * Broken on purpose: warnings told at every fixed instant, a warning that stays when its line is crossed, a book that is not
 * remembered, the pack's lines passed over, a level since the last look; each failed here.
 */
const rules = rulesWith(['queue', 'work'], 1)
const PACK = { id: 'made', timeZone: 'Europe/London', holidays: [], sources: [], codes: {}, localities: [], pathways: [], name: { en: 'Made' } } as Pack
const DAYS = 110

/** In the first stage more and more wait; the second is as ever. */
const growing = flow(chancy(DAYS, 8, 1.5, 1), [...chancy(80, 8, 1.5, 2), ...chancy(DAYS - 80, 1.5, 1.5, 3)])
const steady = flow(chancy(DAYS, 5, 1.5, 4), chancy(DAYS, 5, 1.5, 5))

/** How many wait at the midnight with which a day begins: what came less what went, from forty. */
const waitingAt = (one: Flow, day: number): number => {
  const before = (days: Flow['arrived']) => days.filter((each) => each.day < day).reduce((sum, { count }) => sum + count, 0)
  return Math.max(0, 40 + before(one.arrived) - before(one.departed))
}

function factsAt(day: number, more = 0): CouncilFacts {
  const flows = [growing, steady].map((one) => ({ ...upTo(one, day), waiting: waitingAt(one, day) + more }))
  const stages = rules.stages.map(({ pathway, stage, index }) => ({
    ...{ service: pathway.service, pathway: pathway.id, stage: stage.id, kind: stage.kind, waiting: flows[index]?.waiting ?? 0, byPriority: {} },
    ...{ overdue: 0, dueSoon: 0, sourceSays: [], ended: { progressed: 20, declined: 0, admitted: 0, died: 0, other: 0 } },
  }))
  return {
    flows: (which) => flows.map((one, index) => (which && !which.has(index) ? [] : [NOWHERE, one])),
    why: () => [],
    place: (locality) => ({
      locality,
      stages: locality === 1 ? stages : stages.map((stage) => ({ ...stage, waiting: 0 })),
      ...{
        timed: [0, 0],
        older: [null, null],
        capacity: [],
        sources: [],
        interim: [],
        comes: () => [],
        declared: () => null,
      },
    }),
    duties: new Map(),
    dueAhead: () => new Map(),
  }
}

interface Followed {
  readonly remembered: Remembered
  readonly carried: Carried
  readonly changes: readonly Change[]
}
const NOTHING: Followed = { remembered: NOTHING_REMEMBERED, carried: NOTHING_CARRIED, changes: [] }

const judged = (facts: CouncilFacts, { remembered, carried }: Followed, at: Instant, occasion: Occasion, by = rules) =>
  judgeCouncil(facts, remembered, carried, PACK, by, at, occasion)

/** Midnight after midnight, and what is remembered passes through JSON, as in the ledger. */
function follow(from: number, to: number, before = NOTHING, revive = (one: Remembered) => one, by = rules): Followed {
  let now = before
  for (let day = from; day <= to; day++) {
    const { remembered, carried, changes } = judged(factsAt(day), now, midnight(day), 'day', by)
    now = { remembered: revive(remembered), carried, changes: [...now.changes, ...changes] }
  }
  return now
}

function throughJson({ stages, pressure, duties, warnings }: Remembered): Remembered {
  const copy = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T
  const day = (one: Remembered['stages'][number]) => one && { places: one.places.map((memory) => ({ ...copy(memory), day: memory.day })), together: { ...copy(one.together), day: one.together.day } } // prettier-ignore
  return {
    stages: stages.map(day),
    pressure: new Map(copy([...pressure])),
    duties: new Map(copy([...duties])),
    warnings: { lines: new Map(copy([...warnings.lines])), tally: copy(warnings.tally) },
  }
}

const FROM = MONDAY + 70
const TO = MONDAY + 140
const warned = ({ changes }: Followed) => changes.flatMap((change) => (change.kind === 'warning' ? [change] : []))

describe('a council judged midnight after midnight', () => {
  const whole = follow(FROM, TO)

  test('warns of the stage that grows before its line is crossed, and of no line for ever', () => {
    const [first] = warned(whole)
    expect(first).toMatchObject({ state: 'opened', locality: 1, warning: { pathway: 'adult', stage: 'stage-0', line: 'waiting' } })
    expect(warningBoard.parse(first?.warning).chances.find(({ days }) => days === 7)?.chance).toBeGreaterThanOrEqual(0.6)
    expect(warned(whole).some(({ state, why }) => state === 'cleared' && why === 'came')).toBe(true)
  })

  test('watches the line that the pack draws, where it draws one', () => {
    const lines = (_locality: string, { stage }: { readonly stage: { readonly id: string } }) => ({
      waiting: stage.id === 'stage-0' ? 137 : null,
      overdue: null,
    })
    const first = warned(follow(FROM, TO, NOTHING, undefined, { ...rules, linesOf: lines })).find(({ warning }) => warning.stage === 'stage-0')
    expect(first).toMatchObject({ state: 'opened', warning: { stage: 'stage-0', line: 'waiting', threshold: 137 } })
    expect(warned(whole)[0]?.warning.threshold).not.toBe(137)
  })

  test('is the same in two parts as in one, what is remembered being JSON in between', () => {
    const cut = FROM + 33
    const first = follow(FROM, cut, NOTHING, throughJson)
    const second = follow(cut + 1, TO, { ...first, carried: NOTHING_CARRIED }, throughJson)
    expect(second.changes).toEqual(whole.changes)
    expect(second.remembered.warnings).toEqual(whole.remembered.warnings)
  })

  test('keeps a scorecard of every chance, told or still open', () => {
    const { scorecard } = judged(factsAt(TO + 1), whole, midnight(TO + 1), 'day')
    expect(scorecard.of).toBeGreaterThan(100)
    expect(scorecard.shown).toBe(scorecard.hits + scorecard.falseAlarms)
    expect(scorecard.open).toBeGreaterThan(0)
  })
})

describe('between midnights', () => {
  const opened = Array.from({ length: 70 }, (_, index) => FROM + index).find((day) => warned(follow(FROM, day)).some(({ state }) => state === 'opened')) ?? 0
  const before = follow(FROM, opened)
  const standing = (more: number, occasion: Occasion) => judged(factsAt(opened, more), before, midnight(opened) + 6 * HOUR, occasion)

  test('a warning stands with how many wait now, and goes as soon as its line is crossed', () => {
    const [warning] = standing(1, 'look').judgementOf(1).warnings
    expect(warning).toMatchObject({ stage: 'stage-0', now: waitingAt(growing, opened) + 1 })
    expect(standing(500, 'look').judgementOf(1).warnings).toEqual([])
  })

  test('nothing is foretold, and what is remembered of warnings stays as it was', () => {
    const { changes, remembered } = standing(500, 'instant')
    expect(changes.filter(({ kind }) => kind === 'warning')).toEqual([])
    expect(remembered.warnings).toBe(before.remembered.warnings)
  })

  test('the places that were not warned of have no warnings', () => {
    expect(standing(0, 'look').judgementOf(0).warnings).toEqual([])
  })

  test('a level that a look finds holds since then, whenever it is looked at again, and also once it is remembered', () => {
    const noon = midnight(opened) + 12 * HOUR
    const level = (one: ReturnType<typeof judged>) => one.judgementOf(1).pressure.map(({ level, since }) => ({ level, since }))
    const first = judged(factsAt(opened, 500), before, noon - 3 * HOUR, 'look')
    const again = judged(factsAt(opened, 501), { ...before, carried: first.carried }, noon - 2 * HOUR, 'look')
    const kept = judged(factsAt(opened, 501), { ...before, carried: again.carried }, noon, 'instant')
    expect(level(first)).not.toEqual(level(standing(0, 'look')))
    expect(level(first)[0]?.since).toBe(noon - 3 * HOUR)
    expect([level(again), level(kept)]).toEqual([level(first), level(first)])
    expect([...kept.remembered.pressure.values()].map(({ since }) => since)).toContain(noon) // as a replay would, which never looks
    const back = judged(factsAt(opened), { ...before, carried: again.carried }, noon, 'look')
    expect(level(back)).toEqual(level(standing(0, 'look')))
  })
})
