import { AsyncLocalStorage } from 'node:async_hooks'
import { overwriteGetLocale } from '@weir/shared/words/runtime'
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { answerOf } from '#lib/feed/weir.ts'
import { type Language, chooseLanguage, isLanguage } from '@weir/shared/words/language'

const COOKIE = 'weir-language'
const YEAR_S = 365 * 24 * 60 * 60
const GATEWAY = process.env['WEIR_GATEWAY_URL'] ?? 'http://127.0.0.1:7300'

const speaking = new AsyncLocalStorage<Language>()
overwriteGetLocale(() => speaking.getStore() ?? 'en')

export const handle: Handle = ({ event, resolve }) => {
  const asked = event.url.searchParams.get('lang')
  const language = chooseLanguage(asked, event.cookies.get(COOKIE), event.request.headers.get('accept-language'))
  // Not `secure`: a wall on the council's own network may be plain HTTP, and the cookie says nothing but a language.
  if (isLanguage(asked)) event.cookies.set(COOKIE, asked, { path: '/', maxAge: YEAR_S, sameSite: 'lax', secure: false })
  event.locals.language = language
  return speaking.run(language, async () => {
    const response = await resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', language) })
    response.headers.set('cache-control', 'no-store') // figures of a moment, in the language of one screen
    return response
  })
}

/** Rendering inside the gateway asks it directly; elsewhere (in development) it asks over the network. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const { pathname, search } = new URL(request.url)
  if (!pathname.startsWith('/api/')) return fetch(request)
  const weir = event.platform?.req?.weir
  return weir ? answerOf(weir, pathname) : fetch(new Request(new URL(pathname + search, GATEWAY), request))
}
