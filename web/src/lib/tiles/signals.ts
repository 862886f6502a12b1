import type { BlockageBoard, SignalKind } from '@weir/shared/contract/blockage'
import type { Text } from '@weir/shared/contract/pack'
import type { PackView } from '@weir/shared/contract/pack-view'
import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { namedIn, queueName } from '@weir/shared/words/name'

/** How what may be wrong with a flow is drawn and called. Each kind has its own shape and word; only two look like an alarm. */
export const SIGNAL_SHAPES = {
  blockage: 'held',
  bottleneck: 'neck',
  surge: 'rise',
  'capacity-drop': 'fall',
  authorisation: 'unsigned',
  'recording-lag': 'clock',
} as const satisfies Readonly<Record<SignalKind, string>>

const WORDS = {
  blockage: words.signal_blockage,
  bottleneck: words.signal_bottleneck,
  surge: words.signal_surge,
  'capacity-drop': words.signal_capacity_drop,
  authorisation: words.signal_authorisation,
  'recording-lag': words.signal_recording_lag,
} as const

export const signalWord = (kind: SignalKind, language: Language): string => WORDS[kind]({}, { locale: language })

/** Held: nothing, or not enough, comes through. Late: it is the record that is late, and nothing is known of the work. */
export const signalLook = (kind: SignalKind): 'held' | 'slow' | 'late' =>
  kind === 'blockage' || kind === 'authorisation' ? 'held' : kind === 'recording-lag' ? 'late' : 'slow'

export const GRAVEST: readonly SignalKind[] = ['blockage', 'authorisation', 'capacity-drop', 'bottleneck', 'surge', 'recording-lag']

/** The worst first, as on the council's wall: what holds a journey before its effects, then by kind, then by how many wait. */
export const gravestFirst = (blockages: readonly BlockageBoard[]): readonly BlockageBoard[] =>
  [...blockages].sort(
    (a, b) => Number(a.effectOf !== null) - Number(b.effectOf !== null) || GRAVEST.indexOf(a.kind) - GRAVEST.indexOf(b.kind) || b.waiting - a.waiting,
  )

/** What is told of a stage here. What is seen only in all places together is told, and holds no stage of this place. */
export const signalAt = (blockages: readonly BlockageBoard[], { pathway, stage }: { readonly pathway: string; readonly stage: string }) =>
  blockages.find((one) => one.pathway === pathway && one.stage === stage)

/** A blockage stays the same one while its kind and its place do, also where its numbers move. */
export const signalKey = ({ kind, pathway, stage, duty }: BlockageBoard): string => [kind, pathway, stage, duty].join(' ')

export const signalPlace = ({ pathway, stage, duty }: BlockageBoard, pack: PackView): Text =>
  stage === null ? namedIn(duty ?? '', pack.duties) : queueName(pack, pathway, stage)
