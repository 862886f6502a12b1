import { AsyncLocalStorage } from 'node:async_hooks'
import { overwriteGetLocale } from '@weir/shared/words/runtime'
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { type Weir, answerOf } from '#lib/feed/weir.ts'
import { tellSecondLanguage } from '#lib/tiles/second-language.ts'
import { BILINGUAL, type Spoken, isTheme, spokenOf } from '#lib/tiles/spoken.ts'
import { isLanguage } from '@weir/shared/words/language'
import * as words from '@weir/shared/words/messages'

const LANGUAGE_COOKIE = 'weir-language'
const THEME_COOKIE = 'weir-theme'
const YEAR_S = 365 * 24 * 60 * 60
const GATEWAY = process.env['WEIR_GATEWAY_URL'] ?? 'http://127.0.0.1:7300'

const speaking = new AsyncLocalStorage<Spoken>()
overwriteGetLocale(() => speaking.getStore()?.language ?? 'en')
tellSecondLanguage(() => speaking.getStore()?.second ?? null)

// Not `secure`: a wall on the council's own network may be plain HTTP, and the cookies say nothing but a language and a look.
const KEPT = { path: '/', maxAge: YEAR_S, sameSite: 'lax', secure: false } as const

export const handle: Handle = ({ event, resolve }) => {
  const asked = { lang: event.url.searchParams.get('lang'), theme: event.url.searchParams.get('theme') }
  const kept = { lang: event.cookies.get(LANGUAGE_COOKIE), theme: event.cookies.get(THEME_COOKIE) }
  const spoken = spokenOf(asked, kept, event.request.headers.get('accept-language'))
  if (asked.lang !== null && (isLanguage(asked.lang) || asked.lang === BILINGUAL)) event.cookies.set(LANGUAGE_COOKIE, asked.lang, KEPT)
  if (isTheme(asked.theme)) event.cookies.set(THEME_COOKIE, asked.theme, KEPT)
  event.locals.language = spoken.language
  return speaking.run(spoken, async () => {
    const response = await resolve(event, { transformPageChunk: ({ html }) => headed(dressed(html, spoken), event.platform?.req?.weir) })
    response.headers.set('cache-control', 'no-store') // figures of a moment, in the language of one screen
    return response
  })
}

const dressed = (html: string, { language, second, theme }: Spoken): string =>
  html
    .replace('%lang%', language)
    .replace('%second%', second ?? '')
    .replaceAll('%theme%', theme)
    .replace('%asleep%', [language, second].flatMap((spoken) => (spoken === null ? [] : words.picture_stands_still({}, { locale: spoken }))).join(' · '))

/** With what every page has to know of itself: the release that made it, and what this display is enrolled as (see of-page.ts). */
const headed = (html: string, weir: Weir | undefined): string =>
  html.replace('%release%', () => inAttribute(weir?.release ?? '')).replace('%screen%', () => inAttribute(weir?.screen ? JSON.stringify(weir.screen) : ''))

const inAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Rendering inside the gateway asks it directly; elsewhere (in development) it asks over the network. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const { pathname, search } = new URL(request.url)
  if (!pathname.startsWith('/api/')) return fetch(request)
  const weir = event.platform?.req?.weir
  return weir ? answerOf(weir, pathname) : fetch(new Request(new URL(pathname + search, GATEWAY), request))
}
