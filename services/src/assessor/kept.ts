import type { BlockageBoard } from '@weir/shared/contract/blockage'
import type { Change, CouncilJudged } from '@weir/shared/domain/judgement/council'
import type { WarningChange } from '@weir/shared/domain/judgement/warnings'
import type { Rules } from '@weir/shared/domain/rules'
import type { Findings, KeptTransition, KeptWarning } from '../edge/ledger/judgements.ts'

/** A change as the ledger keeps it: by ids, with the evidence as it was. */
function keptChange(change: Change, rules: Rules): KeptTransition {
  const { at, state } = change
  const locality = change.locality === null ? null : (rules.localities[change.locality] ?? '')
  switch (change.kind) {
    case 'flow': {
      const { service, pathway, stage, kind } = change.blockage
      return { at, state, locality, service, pathway, stage, signal: kind, evidence: change.blockage }
    }
    case 'duty': {
      const { id, service } = rules.pathwayOfDuty(change.duty)
      return { at, state, locality, service, pathway: id, stage: null, signal: 'authorisation', evidence: change.blockage }
    }
    case 'level':
      return { at, state, locality, service: change.service, pathway: null, stage: null, signal: 'level', evidence: { level: change.level } }
    case 'warning': {
      const { service, pathway, stage } = change.warning
      return { at, state, locality, service, pathway, stage, signal: 'warning', evidence: { ...change.warning, why: change.why } }
    }
    default:
      return change satisfies never
  }
}

/** All that an evaluation found, as the ledger keeps it: a warning is kept when it opens, and what becomes of it is added. */
export const keptFindings = ({ changes, outcomes }: Pick<CouncilJudged, 'changes' | 'outcomes'>, rules: Rules): Findings => ({
  transitions: changes.map((change) => keptChange(change, rules)),
  warnings: changes.flatMap((change) => (change.kind === 'warning' ? [keptWarning(change, rules)] : [])),
  outcomes,
})

function keptWarning({ at, locality, warning, why }: WarningChange, { localities }: Rules): KeptWarning {
  const { service, pathway, stage, line, since, threshold, now, chances } = warning
  const told = { service, pathway, stage, line, since, threshold, now, chances }
  return { locality: localities[locality] ?? '', ...told, endedAt: why === null ? null : at, why, came: null }
}

type Named = Pick<BlockageBoard, 'pathway' | 'stage' | 'duty' | 'kind' | 'openedAt' | 'everywhere'>

/** One that is told of a place, or of all places together: several open in one stage on the same midnight. */
export const nameOf = ({ pathway, stage, duty, kind, openedAt, everywhere }: Named, locality: string): string =>
  [everywhere ? '' : locality, pathway, stage ?? '', duty ?? '', kind, openedAt].join('\t')
