import { writeSync } from 'node:fs'
import { openLedger } from '../src/edge/ledger/open.ts'
import { anEntry } from './ledger-samples.ts'

/**
 * A process of its own for tests, on the PGlite folder and authority that it is given. It appends batches and tells the seq
 * of each as soon as it is answered: for ever, to be killed; or once, and then closes and has nothing left to do.
 */
const BATCH = 25
const [folder = '', authority = '', times = 'for ever'] = process.argv.slice(2)

const ledger = await openLedger({ kind: 'pglite', folder }, authority)
let next = await ledger.head()
do {
  const answers = await ledger.append(
    Array.from({ length: BATCH }, (_, index) => anEntry(next + index)),
    0,
  )
  next += answers.filter(({ kind }) => kind === 'accepted').length
  writeSync(1, `${next}\n`)
} while (times === 'for ever')
await ledger.close()
