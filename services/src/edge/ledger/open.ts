import { sql } from 'kysely'
import { type Log, silentLog } from '../log.ts'
import { append } from './append.ts'
import { aroundCount } from './around-count.ts'
import { type Database, type Place, openDatabase } from './database.ts'
import { entitiesOfEvents, head, ofEntities, orphans, read, scan } from './events.ts'
import { told, toldPages } from './failure.ts'
import { assessment, attributesIn, keepAssessment, stays, transitions, warnings } from './judgements.ts'
import type { Ledger } from './ledger.ts'
import { casesOfPeople, merges, mergesAround } from './people.ts'
import { reject, rejectedRows } from './rejected.ts'
import { addScreen, changeScreen, revokeScreen, screens } from './screens.ts'
import { addKey, keys, revokeKey } from './source-keys.ts'
import { writeVisits } from './visits.ts'

/** Opens an authority's ledger, which makes its tables where they are missing. A PGlite that dies by itself stops the process. */
export async function openLedger(place: Place, authority: string, log: Log = silentLog, died: (error: Error) => void = stop): Promise<Ledger> {
  const database = await openDatabase(place, log, died)
  try {
    return await ledgerIn(database, authority)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The ledger of one authority of those in a database; to close it is to close the database. */
export async function ledgerIn({ db, close }: Database, authority: string): Promise<Ledger> {
  await told('be opened', sql`select open_authority(${authority})`.execute(db))
  const store = { db, authority }
  let closed: Promise<void> | null = null
  return {
    append: (entries, receivedAt) => told('append', append(store, entries, receivedAt)),
    head: () => told('tell its head', head(store)),
    read: (after, limit) => told('be read', read(store, after, limit)),
    ofEntities: (entities) => told('read entities', ofEntities(store, entities)),
    scan: (upTo, pageSize) => toldPages('be scanned', scan(store, upTo, pageSize)),
    entitiesOfEvents: (events) => told('find events', entitiesOfEvents(store, events)),
    orphans: () => told('find orphans', orphans(store)),
    mergesAround: (people) => told('read merges', mergesAround(store, people)),
    merges: () => told('read merges', merges(store)),
    casesOfPeople: (people) => told('find cases', casesOfPeople(store, people)),
    writeVisits: (cases, localities) => told('write visits', writeVisits(store, cases, localities)),
    keepAssessment: (one, found) => told('keep what was judged', keepAssessment(store, one, found)),
    assessment: () => told('read what was judged', assessment(store)),
    transitions: (limit) => told('read what was judged', transitions(store, limit)),
    warnings: (limit) => told('read what was warned of', warnings(store, limit)),
    stays: (from, now) => told('read stays', stays(store, from, now)),
    attributesIn: (where, from) => told('read visits', attributesIn(store, where, from)),
    aroundCount: (about, counts, now) => told('read what is around a count', aroundCount(store, about, counts, now)),
    reject: (rejected, at) => told('keep what was rejected', reject(store, rejected, at)),
    rejected: (limit) => told('read what was rejected', rejectedRows(store, limit)),
    addKey: (source, digest, at) => told('add a key', addKey(store, source, digest, at)),
    revokeKey: (digest, at) => told('revoke a key', revokeKey(store, digest, at)),
    keys: () => told('read keys', keys(store)),
    addScreen: (id, shows, at) => told('add a screen', addScreen(store, id, shows, at)),
    changeScreen: (id, changes) => told('change a screen', changeScreen(store, id, changes)),
    revokeScreen: (id, at) => told('revoke a screen', revokeScreen(store, id, at)),
    screens: () => told('read screens', screens(store)),
    close: () => (closed ??= close()),
  }
}

/** A bug stops the process, whatever it is doing. */
function stop(error: Error): void {
  setImmediate(() => {
    throw error
  })
}
