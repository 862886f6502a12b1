import type { StageBoard } from '@weir/shared/contract/board'
import type { FlowBoard } from '@weir/shared/contract/flow'
import type { Language } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'
import { numberText } from '@weir/shared/words/number'
import { usualWeek } from '../layout/pool.ts'

/** What came in and went out in a week, in words, and what does in a usual one; null where nobody can say yet. */
export interface FlowText {
  readonly told: string
  readonly usually: string | null
}

export function flowText({ arrivals, departures }: Pick<StageBoard, 'arrivals' | 'departures'>, flow: FlowBoard | undefined, language: Language): FlowText {
  const locale = { locale: language }
  return {
    told: words.in_and_out({ arrivals: numberText(arrivals.d7), departures: numberText(departures.d7) }, locale),
    usually: flow === undefined ? null : usualText(flow, locale),
  }
}

function usualText(flow: FlowBoard, locale: { readonly locale: Language }): string {
  const { arrivals, departures } = usualWeek(flow)
  const said = { arrivals: numberText(Math.round(arrivals)), departures: numberText(Math.round(departures)) }
  return said.arrivals === said.departures ? words.flow_usual({ n: said.arrivals }, locale) : words.flow_usual_apart(said, locale)
}
