import type { StageBoard } from '../contract/board.ts'
import * as words from './generated/messages.js'
import type { Language } from './language.ts'

type Kind = StageBoard['kind']

/** People wait in a queue, are in hand in work, and are receiving a service: three words, never one. */
const WORDS = { queue: words.waiting, work: words.in_hand, service: words.receiving } as const
const HEADINGS = { queue: words.column_waiting, work: words.column_in_hand, service: words.column_receiving } as const

export const kindWord = (kind: Kind, language: Language): string => WORDS[kind]({}, { locale: language })

export const kindHeading = (kind: Kind, language: Language): string => HEADINGS[kind]({}, { locale: language })
