import { overwriteGetLocale } from '@weir/shared/words/runtime'
import { isLanguage } from '@weir/shared/words/language'
import { tellSecondLanguage } from '#lib/tiles/second-language.ts'

/** The page speaks the language it was rendered in; another language is another page load. */
const spoken = document.documentElement.lang
const language = isLanguage(spoken) ? spoken : 'en'
overwriteGetLocale(() => language)

const second = document.documentElement.dataset['second']
tellSecondLanguage(() => (isLanguage(second) ? second : null))
