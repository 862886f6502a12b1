import type { IncomingHttpHeaders } from 'node:http'
import { ANYONE, type Who } from '../edge/access.ts'
import type { KeptScreen } from '../edge/ledger/screens.ts'
import { SCREEN_COOKIE, SESSION_COOKIE, cookieIn } from './cookies.ts'
import type { Screens } from './screens.ts'
import type { Sessions } from './sessions.ts'

/**
 * Who asks, by the cookies of a request. A manager's session comes before a screen's token: whoever enrols a screen may well
 * have one of their own. What each may do is decided elsewhere (edge/access.ts).
 */
export interface Visitors {
  who(headers: IncomingHttpHeaders): Promise<Who>
  screen(headers: IncomingHttpHeaders): KeptScreen | undefined
  session(headers: IncomingHttpHeaders): string | undefined
}

export function visitors(sessions: Sessions, screens: Screens): Visitors {
  const session = (headers: IncomingHttpHeaders) => cookieIn(headers.cookie, SESSION_COOKIE)
  const screen = (headers: IncomingHttpHeaders) => {
    const token = cookieIn(headers.cookie, SCREEN_COOKIE)
    return token === undefined ? undefined : screens.withToken(token)
  }
  return {
    session,
    screen,
    who: async (headers) => {
      const token = session(headers)
      if (token !== undefined && (await sessions.isOpen(token))) return { kind: 'manager' }
      const own = screen(headers)
      return own ? { kind: 'screen', id: own.id, view: own.view } : ANYONE
    },
  }
}
