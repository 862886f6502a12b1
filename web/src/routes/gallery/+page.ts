import type { PageLoad } from './$types'

/** What was recorded is read with the gallery alone: no wall carries it. */
export const load: PageLoad = async () => ({ recorded: (await import('#lib/gallery/recorded.ts')).RECORDED })
