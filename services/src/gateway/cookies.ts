import type { Request, Response } from 'express'

/**
 * Cookies that hold a secret: never readable by a page's script, never sent along from another site, and over TLS alone where
 * the request came over TLS, by the word of the proxy in front too (which can only make them stricter).
 */
export const SCREEN_COOKIE = 'weir-screen'
export const SESSION_COOKIE = 'weir-session'
export const PAIRING_COOKIE = 'weir-pairing'

export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

export function setCookie(request: Request, response: Response, name: string, value: string, maxAgeMs: number): void {
  const secure = request.secure || request.headers['x-forwarded-proto'] === 'https'
  response.cookie(name, value, { httpOnly: true, sameSite: 'strict', path: '/', maxAge: maxAgeMs, secure, encode: String })
}

export const clearCookie = (response: Response, name: string): void => void response.clearCookie(name, { path: '/', httpOnly: true, sameSite: 'strict' })
