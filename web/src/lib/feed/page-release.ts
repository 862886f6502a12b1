/** The release that this page was made by; null where the server did not say. */
export const pageRelease = (): string | null => window.document.querySelector<HTMLMetaElement>('meta[name="weir-release"]')?.content || null
