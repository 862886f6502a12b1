import { onMount } from 'svelte'
import { ask } from './ask.ts'

/**
 * Whether a manager is signed in with this browser: null until that is known. Asked for by the page itself, because a browser
 * does not send the cookie along when the page is opened from a link elsewhere; and again whenever the page is looked at,
 * because signing in happens in another tab.
 */
export function managerHere(): { readonly signedIn: boolean | null; refresh: () => Promise<void> } {
  let signedIn = $state<boolean | null>(null)
  async function refresh(): Promise<void> {
    const { body } = await ask<{ manager: boolean }>('GET', '/api/session')
    if (body) signedIn = body.manager
  }
  const shown = () => {
    if (!document.hidden) void refresh()
  }
  onMount(() => {
    shown()
    document.addEventListener('visibilitychange', shown)
    return () => document.removeEventListener('visibilitychange', shown)
  })
  return {
    get signedIn() {
      return signedIn
    },
    refresh,
  }
}
