import * as words from '@weir/shared/words/messages'

/**
 * What is not simply a figure, and how each is told apart: by a shape of its own, a frame of its own and a word, so that no two are
 * taken for each other in greyscale, and none for calm.
 */
export const LOOKS = ['no-change', 'late', 'silent', 'lost', 'suppressed', 'not-applicable', 'replay', 'rehearsal'] as const
export type Look = (typeof LOOKS)[number]

export const LOOK_SHAPES = {
  'no-change': 'same',
  late: 'clock',
  silent: 'silent',
  lost: 'cross',
  suppressed: 'cover',
  'not-applicable': 'none',
  replay: 'replay',
  rehearsal: 'diamond',
} as const satisfies Readonly<Record<Look, string>>

export const LOOK_WORDS = {
  'no-change': words.look_no_change,
  late: words.look_late,
  silent: words.look_silent,
  lost: words.look_lost,
  suppressed: words.look_suppressed,
  'not-applicable': words.look_not_applicable,
  replay: words.replay,
  rehearsal: words.rehearsal,
} as const

export const LOOK_SAYS = {
  'no-change': words.look_no_change_says,
  late: words.look_late_says,
  silent: words.look_silent_says,
  lost: words.look_lost_says,
  suppressed: words.look_suppressed_says,
  'not-applicable': words.look_not_applicable_says,
  replay: words.replay_says,
  rehearsal: words.rehearsal_says,
} as const
