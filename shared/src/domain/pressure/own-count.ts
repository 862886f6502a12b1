import { type Reading, notTold, tell } from './reading.ts'
import { type ServiceAt, total } from './service-at.ts'

/**
 * The sources' own counts: what share of the open cases is on one list and not on the other, at the least. Too many here and
 * too few there do not make it up. Evidence: `open` (their counts), `ours`, `apart`.
 */
export function ownCount({ stages }: ServiceAt): Reading {
  const said = stages.flatMap((stage) => stage.said)
  if (said.length === 0) return notTold('none-reported')
  const apart = total(said, ({ open, ours }) => Math.abs(open - ours))
  const larger = total(said, ({ open, ours }) => Math.max(open, ours))
  const share = larger === 0 ? 0 : apart / larger
  return tell(share, { open: total(said, ({ open }) => open), ours: total(said, ({ ours }) => ours), apart }, { least: share, most: share })
}
