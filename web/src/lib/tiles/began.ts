import type { BlockageBoard } from '@weir/shared/contract/blockage'
import * as words from '@weir/shared/words/messages'
import { dayText } from '@weir/shared/words/date'
import type { Language } from '@weir/shared/words/language'

const BEGAN = {
  blockage: words.began_blockage,
  'capacity-drop': words.began_capacity_drop,
  surge: words.began_surge,
  bottleneck: words.began_bottleneck,
  'recording-lag': words.began_recording_lag,
  authorisation: words.began_blockage,
} as const

/** What is not as usual since then: a flow, not the queue, which may have stood high before. */
export const beganText = ({ kind, since }: Pick<BlockageBoard, 'kind' | 'since'>, timeZone: string, language: Language): string =>
  BEGAN[kind]({ date: dayText(since, timeZone, language) }, { locale: language })
