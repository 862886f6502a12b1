import { overwriteGetLocale } from '@weir/shared/words/runtime'
import { isLanguage } from '@weir/shared/words/language'

/** The page speaks the language it was rendered in; another language is another page load. */
const spoken = document.documentElement.lang
const language = isLanguage(spoken) ? spoken : 'en'
overwriteGetLocale(() => language)
