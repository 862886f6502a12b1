import type { WarningBoard } from '@weir/shared/contract/warning'
import { DAY, HOUR } from '@weir/shared/words/span'
import { LEVEL_OF, type Place, type Scene } from './scenes.ts'

const WARNED: readonly Scene[] = ['busy', 'high', 'weakened', 'capacity-drop', 'many']

/** The level of the first service, and the first queue; the second has no track record yet. */
export function madeWarnings(scene: Scene, { stages, services, now }: Place): readonly WarningBoard[] {
  const [service] = services
  const queue = stages.find(({ kind, waiting, service: of }) => kind === 'queue' && waiting > 0 && of === service)
  const level = LEVEL_OF[scene]
  if (!WARNED.includes(scene) || service === undefined || !queue || level === null) return []
  const chances = (least: number) => ([1, 3, 7, 14] as const).map((days, step) => ({ days, by: now + days * DAY, chance: Math.min(0.96, least + step * 0.2) }))
  return [
    {
      ...{ service, pathway: queue.pathway, stage: queue.stage, line: 'waiting', now: queue.waiting, threshold: queue.waiting + 9 },
      ...{ chances: chances(0.12), since: now - DAY, record: { shown: 14, came: 11, brier: 0.13, of: 420 } },
    },
    {
      ...{ service, pathway: null, stage: null, line: 'level', now: level, threshold: Math.min(4, level + 1) },
      ...{ chances: chances(0.05), since: now - HOUR, record: null },
    },
  ]
}
