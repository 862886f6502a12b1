/**
 * The names of everything that Weir keeps in Redis, made in this one file. All keys of an authority share one hash tag, so
 * that an authority lives on one shard of a cluster. What belongs to a generation can be thrown away and folded again;
 * which generation is shown is said by `current`. The rolling metrics' own names come from `shared/domain/metric`.
 */
export interface Keys {
  readonly authority: string
  /** which generation is shown: its name */
  readonly current: string
  /** where word of changed localities is published */
  readonly changed: string
  /** how far a new generation is folded: JSON, for a few seconds at a time */
  readonly folding: string
  /** whose turn it is to fold: the name of the generation, for a few seconds at a time */
  readonly turn: string
  /** every generation that was begun and not yet forgotten: sorted set name → when */
  readonly generations: string
  /** what is judged of each locality: hash locality id → JSON */
  readonly judged: string
  /** what is told of it behind sign-in only: hash locality id → JSON */
  readonly findings: string
  /** there while a projector is at work */
  readonly projector: string
  /** where word is published that the screens in the ledger changed */
  readonly screensChanged: string
  /** what each screen last drew: hash screen id → JSON */
  readonly seen: string
  /** a display that shows a code: `pairing + code` → JSON, for ten minutes */
  readonly pairing: string
  /** a manager's session, and a link that opens one: `… + digest`, each for its time */
  readonly session: string
  readonly link: string
  /** there once a link was used */
  readonly signedIn: string
  /** prefix of BullMQ's keys for this authority */
  readonly queue: string
  generation(name: string): GenerationKeys
}

export interface GenerationKeys {
  readonly name: string
  readonly prefix: string
  /** facts of an entity, and what of it is applied: `prefix + fact: + entity` */
  readonly fact: string
  /** the last seq up to which everything is projected */
  readonly mark: string
  /** batches that are projected beyond the mark: sorted set `from-to` → from */
  readonly ahead: string
  /** entities that time alone will change: sorted set entity → instant */
  readonly wake: string
  /** closed cases: sorted set entity → when the last visit ended */
  readonly closed: string
  /** up to which hour and day buckets have been forgotten: JSON */
  readonly tidied: string
  /** newest recorded instant of each source, and up to when it says it has told everything */
  readonly heard: string
  readonly through: string
  /** events that a withdrawal came for before they came themselves: set of `source TAB id` */
  readonly orphans: string
  /** people who are known under another name: hash person → name of the group */
  readonly merged: string
  /** how often the groups of people have changed: batches that were routed by older groups are routed again */
  readonly merges: string
  /** buckets of days that changed since somebody last asked: set of their names */
  readonly touched: string
  /** cases whose projection fails: hash entity → reason */
  readonly stuck: string
  /** the pack that the generation was folded with */
  readonly pack: string
}

export function keysOf(authority: string): Keys {
  const root = `weir:{${authority}}`
  return {
    authority,
    current: `${root}:current`,
    changed: `${root}:changed`,
    folding: `${root}:folding`,
    turn: `${root}:turn`,
    generations: `${root}:generations`,
    judged: `${root}:judged`,
    findings: `${root}:findings`,
    projector: `${root}:projector`,
    screensChanged: `${root}:screens-changed`,
    seen: `${root}:seen`,
    pairing: `${root}:pairing:`,
    session: `${root}:session:`,
    link: `${root}:link:`,
    signedIn: `${root}:signed-in`,
    queue: `${root}:queue`,
    generation: (name) => {
      const prefix = `${root}:${name}:`
      const key = (own: string) => prefix + own
      return {
        name,
        prefix,
        fact: key('fact:'),
        mark: key('mark'),
        ahead: key('ahead'),
        wake: key('wake'),
        closed: key('closed'),
        tidied: key('tidied'),
        heard: key('heard'),
        through: key('through'),
        orphans: key('orphans'),
        merged: key('merged'),
        merges: key('merges'),
        touched: key('touched'),
        stuck: key('stuck'),
        pack: key('pack'),
      }
    },
  }
}
