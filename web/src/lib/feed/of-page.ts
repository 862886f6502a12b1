import type { OwnScreen } from '@weir/shared/contract/screen'

/**
 * What the server wrote into the page's head (hooks.server.ts). It is no data of the root layout: the router would fetch that
 * again where a page's scripts come only in part, and leave the browser's own error on the wall where nobody answers.
 */
const told = (name: string): string | null => window.document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content || null

/** The release that this page was made by; null where the server did not say. */
export const pageRelease = (): string | null => told('weir-release')

/** What this display is enrolled as; null where it is not. */
export const pageScreen = (): OwnScreen | null => JSON.parse(told('weir-screen') ?? 'null') as OwnScreen | null
