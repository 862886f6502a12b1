import { onMount } from 'svelte'
import { ask } from './ask.ts'

/**
 * Whether a manager is signed in with this browser: null until that is known. Asked for by the page itself, because a browser
 * does not send the cookie along when the page is opened from a link elsewhere; and again whenever the page is looked at,
 * because signing in happens in another tab. While there is no answer it says so, and goes on asking.
 */
const AGAIN_MS = 5000

export interface ManagerHere {
  readonly signedIn: boolean | null
  /** the gateway does not answer */
  readonly away: boolean
  refresh: () => Promise<void>
}

export function managerHere(): ManagerHere {
  let signedIn = $state<boolean | null>(null)
  let away = $state(false)
  let timer: ReturnType<typeof setTimeout> | null = null
  let left = false
  async function refresh(): Promise<void> {
    const { body } = await ask<{ manager: boolean }>('GET', '/api/session')
    away = body === null
    if (body) signedIn = body.manager
    if (timer) clearTimeout(timer)
    timer = away && !left ? setTimeout(shown, AGAIN_MS) : null
  }
  const shown = () => {
    if (!document.hidden) void refresh()
  }
  onMount(() => {
    shown()
    document.addEventListener('visibilitychange', shown)
    return () => {
      left = true
      if (timer) clearTimeout(timer)
      document.removeEventListener('visibilitychange', shown)
    }
  })
  return {
    get signedIn() {
      return signedIn
    },
    get away() {
      return away
    },
    refresh,
  }
}
