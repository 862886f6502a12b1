import * as words from '@weir/shared/words/messages'
import type { Language } from '@weir/shared/words/language'
import { serviceName } from '@weir/shared/words/name'

/** A council that has but one service does not name it: what is told of it is the pressure here. */
export const serviceTitle = (service: string, language: Language): string =>
  service === 'all' ? words.pressure({}, { locale: language }) : serviceName(service, language)
