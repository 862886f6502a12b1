import type { LayoutServerLoad } from './$types'

/** What every page knows: the release that made it, and what this display is enrolled as. */
export const load: LayoutServerLoad = ({ platform }) => {
  const weir = platform?.req?.weir
  return { release: weir?.release ?? '', screen: weir?.screen ?? null }
}
