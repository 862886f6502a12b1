import type { StageBoard } from '@weir/shared/contract/board'

export interface Journey {
  readonly pathway: string
  readonly service: string
  readonly stages: readonly StageBoard[]
}

export interface StageRows {
  readonly journeys: readonly Journey[]
  /** whether some journey has more than one stage, so that stages need names of their own */
  readonly staged: boolean
  /** the one kind that all stages are of, so that the column can say it; null where they differ */
  readonly kind: StageBoard['kind'] | null
  /** whether any source gives its own count */
  readonly sourced: boolean
  /** lines of text that the table needs, its head and the headings of services among them: where it lies, and where it stands */
  readonly lines: number
  readonly tallLines: number
}

const HEAD_LINES = 2.4
const TALL_HEAD_LINES = 3.6

/** A locality's stages, journey by journey in the order of the pack; services stay together and are never summed. */
export function stageRows(stages: readonly StageBoard[]): StageRows {
  const journeys = journeysOf(stages)
  const kinds = new Set(stages.map((stage) => stage.kind))
  const services = new Set(journeys.map((journey) => journey.service))
  const staged = journeys.some((journey) => journey.stages.length > 1)
  const lines = stages.length + (services.size > 1 ? services.size : 0)
  return {
    journeys,
    staged,
    kind: kinds.size === 1 ? (stages[0]?.kind ?? null) : null,
    sourced: stages.some((stage) => stage.sourceSays.length > 0),
    lines: HEAD_LINES + lines,
    tallLines: TALL_HEAD_LINES + lines + (staged ? journeys.length : stages.length),
  }
}

function journeysOf(stages: readonly StageBoard[]): readonly Journey[] {
  const journeys = new Map<string, { pathway: string; service: string; stages: StageBoard[] }>()
  for (const stage of stages) {
    const journey = journeys.get(stage.pathway)
    if (journey) journey.stages.push(stage)
    else journeys.set(stage.pathway, { pathway: stage.pathway, service: stage.service, stages: [stage] })
  }
  const services = [...new Set(stages.map((stage) => stage.service))]
  return [...journeys.values()].sort((a, b) => services.indexOf(a.service) - services.indexOf(b.service))
}
