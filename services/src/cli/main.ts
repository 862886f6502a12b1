import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type Instant, parseInstant } from '@weir/shared/contract/instant'
import { BOARDS, type BoardsAre } from '../edge/access.ts'
import { type Log, createLog } from '../edge/log.ts'
import { BadOptions, readOptions } from '../edge/options.ts'
import { BrokenPack, loadPack } from '../edge/pack.ts'
import { NoRedisServer } from '../edge/redis-server.ts'
import { PortTaken } from '../edge/http-server.ts'
import { FolderInUse } from '../edge/pglite/folder-lock.ts'
import { interrupted } from '../edge/run.ts'
import { openStores } from '../edge/stores.ts'
import { reasonOf } from '../edge/trouble.ts'
import { gateway } from '../gateway/main.ts'
import { isListed } from '../intake/admit.ts'
import { intake } from '../intake/main.ts'
import { projector } from '../projector/main.ts'
import { assessor } from '../assessor/main.ts'
import { adminLink } from './admin-link.ts'
import { askRunning } from './admin.ts'
import { demo } from './demo.ts'
import { doctorOfScreen } from './doctor-of-screen.ts'
import { doctor } from './doctor.ts'
import { rebuildApart } from './rebuild.ts'
import { replay } from './replay.ts'
import { SHOWS, type ShowName } from './shows.ts'
import { runBacktest } from './backtest.ts'
import { addKey, start } from './start.ts'

/** The command line. Standard output is data alone; what is said goes to standard error; bad usage exits 2. */
const BAD_USAGE = 2
const RELEASE = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version
const STORES = ['WEIR_DATA', 'DATABASE_URL', 'REDIS_URL', 'WEIR_KEY_FILE'] as const

const say = (text: string): void => void process.stderr.write(`${text}\n`)
const print = (text: string): void => void process.stdout.write(text)

const packOption = () => new Option('--pack <dir>', 'folder of the pack that describes the council').env('WEIR_PACK')
const portOption = () => new Option('--port <number>', 'port of the wall; 0 takes a free one').argParser(wholeNumber).env('WEIR_PORT')

const boardsOption = () =>
  new Option('--boards <who>', 'who reads boards; without it, open on loopback and enrolled elsewhere').choices(BOARDS).env('WEIR_BOARDS')

const program = new Command('weir')
  .description('A live performance wall for social care: where pressure is rising and where the flow is blocked, as it happens.')
  .version(RELEASE)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : BAD_USAGE))
  .configureOutput({ writeOut: (text) => void process.stderr.write(text) })
  .showHelpAfterError('(weir help says more)')

program
  .command('demo')
  .description("replay the City of Boston's real winter of 2015 on a wall, or rehearse on a council that is made up")
  .addOption(new Option('--pack <name>', 'what to show').choices(SHOWS).default('boston-311'))
  .option('--speed <times>', 'how many seconds of the record pass in one of ours', positive)
  .addOption(portOption().default(7300))
  .addOption(boardsOption())
  .action(async ({ pack, speed, port, boards }: { pack: ShowName; speed?: number; port: number; boards?: BoardsAre }) => {
    const { WEIR_HOST, WEIR_LOG } = readOptions(['WEIR_HOST', 'WEIR_LOG'], { WEIR_LOG: 'warn', ...process.env })
    const log = createLog(WEIR_LOG)
    const until = interruption(log)
    await demo({ show: pack, host: WEIR_HOST, port, boards, speed: speed ?? null, release: RELEASE }, say, until.stopped, until.stop, log)
  })

program
  .command('start')
  .description('run all of Weir in one process')
  .addOption(packOption())
  .addOption(boardsOption())
  .action(async ({ pack, boards }: { pack?: string; boards?: BoardsAre }) => {
    if (pack === undefined)
      return fail('Weir needs a pack, the folder that describes your council: npm start -- --pack DIR, or WEIR_PACK=DIR npm start', BAD_USAGE)
    const options = readOptions([...STORES, 'WEIR_HOST', 'WEIR_PORT', 'WEIR_INTAKE_PORT', 'WEIR_LOG'], process.env)
    await start(pack, { ...options, WEIR_BOARDS: boards }, RELEASE, createLog(options.WEIR_LOG))
  })

program
  .command('replay')
  .description('replay a file of recorded events through the whole flow')
  .argument('<events>', 'NDJSON of events, plain or gzipped, in the order in which they were recorded')
  .addOption(packOption().makeOptionMandatory())
  .option('--speed <times>', 'a number, or max', speed, 'max')
  .option('--until <instant>', 'events recorded up to here, which is then now; by default the last recorded one', instant)
  .option('--json', 'print the boards at the end, by locality id, and stop')
  .option('--report <file>', 'write what was accepted, duplicate and rejected')
  .addOption(portOption().default(0))
  .action(async (events: string, options: { pack: string; speed: number | 'max'; until?: Instant; json?: boolean; report?: string; port: number }) => {
    const { WEIR_HOST, WEIR_LOG } = readOptions(['WEIR_HOST', 'WEIR_LOG'], { WEIR_LOG: options.json ? 'warn' : 'info', ...process.env })
    const log = createLog(WEIR_LOG)
    const until = interruption(log)
    await replay(
      {
        events,
        pack: options.pack,
        speed: options.speed,
        until: options.until ?? null,
        json: options.json ?? false,
        report: options.report ?? null,
        host: WEIR_HOST,
        port: options.port,
        release: RELEASE,
      },
      print,
      until.stopped,
      until.stop,
      log,
    )
  })

program
  .command('backtest')
  .description('what would have been said of a recorded log: every transition as a line of JSON, by the pure core alone')
  .argument('<events>', 'NDJSON of events, plain or gzipped, in the order in which they were recorded')
  .addOption(packOption().makeOptionMandatory())
  .action(async (events: string, { pack }: { pack: string }) => {
    await runBacktest(events, pack, createLog(readOptions(['WEIR_LOG'], { WEIR_LOG: 'warn', ...process.env }).WEIR_LOG))
  })

program
  .command('rebuild')
  .description('fold the ledger anew beside what is shown, then show that')
  .addOption(packOption())
  .action(async ({ pack }: { pack?: string }) => {
    const options = readOptions([...STORES, 'WEIR_LOG'], process.env)
    if (await askRunning(options.WEIR_DATA, 'POST', 'rebuild')) return say('Rebuilt: the running Weir shows the new generation.')
    if (pack === undefined) return fail('No Weir runs on this data folder. To rebuild without one, say which pack: --pack DIR', BAD_USAGE)
    await rebuildApart(pack, options, createLog(options.WEIR_LOG))
    say('Rebuilt.')
  })

program
  .command('declare')
  .description('declare the level of a service in a place, beside the calculated one; without --level it is taken back')
  .argument('<locality>', 'id of the locality')
  .argument('<service>', 'such as adults')
  .option('--level <level>', '1 to 4', wholeNumber)
  .option('--reason <code>', 'why: a code, no names')
  .option('--until <instant>', 'when it ends by itself', instant)
  .action(async (locality: string, service: string, { level, reason, until }: { level?: number; reason?: string; until?: Instant }) => {
    const options = readOptions(['WEIR_DATA'], process.env)
    const said = { locality, service, level, reason, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) }
    if (await askRunning(options.WEIR_DATA, 'POST', 'levels', said)) return say(level === undefined ? 'Taken back.' : 'Declared.')
    return fail('No Weir runs on this data folder. Processes apart take a weir.level.declared.v1 event with a key for /weir/managers.', BAD_USAGE)
  })

program
  .command('findings')
  .description('what waiting cases have in common beyond chance: teams, providers and wards, which no wall shows')
  .action(async () => {
    const options = readOptions(['WEIR_DATA'], process.env)
    const found = await askRunning(options.WEIR_DATA, 'GET', 'findings')
    if (!found) return fail('No Weir runs on this data folder.', BAD_USAGE)
    print(`${JSON.stringify(found, null, 2)}\n`)
  })

program
  .command('key')
  .description('make a key with which a source may post; it is printed once')
  .argument('<source>', 'the CloudEvents source of sources.yaml')
  .addOption(packOption())
  .action(async (source: string, { pack }: { pack?: string }) => {
    const options = readOptions([...STORES, 'WEIR_LOG'], process.env)
    const unlisted = () => say(`${source} is not in sources.yaml of the pack: until it is, all that is sent with this key will be rejected.`)
    const answer = (await askRunning(options.WEIR_DATA, 'POST', 'keys', { source })) as { key: string; listed: boolean } | null
    if (answer && !answer.listed) unlisted()
    if (answer) return print(`${answer.key}\n`)
    if (pack === undefined) return fail('No Weir runs on this data folder. To make a key without one, say which pack: --pack DIR', BAD_USAGE)
    const named = await loadPack(pack)
    if (!isListed(source, named)) unlisted()
    const stores = await openStores(
      {
        folder: options.WEIR_DATA,
        databaseUrl: options.DATABASE_URL,
        redisUrl: options.REDIS_URL ?? 'redis://127.0.0.1:6379',
        keyFile: options.WEIR_KEY_FILE,
        authority: named.id,
      },
      createLog(options.WEIR_LOG),
    )
    await addKey(stores.ledger, source)
      .then((key) => print(`${key}\n`))
      .finally(stores.close)
  })

program
  .command('admin-link')
  .description('make a link that signs a manager in, once, to enrol screens; it is printed once')
  .addOption(packOption())
  .option('--at <url>', 'address of the wall as managers reach it, where that is another than the one it listens on')
  .action(async ({ pack, at }: { pack?: string; at?: string }) => {
    const options = readOptions(['WEIR_DATA', 'REDIS_URL', 'WEIR_HOST', 'WEIR_PORT', 'WEIR_LOG'], process.env)
    const url = await adminLink(pack ?? null, at ?? null, options, createLog(options.WEIR_LOG))
    if (url === null) return fail('No Weir runs on this data folder. Where its processes run apart: REDIS_URL, and --pack DIR', BAD_USAGE)
    print(`${url}\n`)
  })

program
  .command('doctor')
  .description('say what is well and what is not, and what to do about it')
  .addOption(packOption())
  .option('--screen <url>', 'look from where a screen hangs: how the wall at this address is reached')
  .action(async ({ pack, screen }: { pack?: string; screen?: string }) => {
    process.exitCode = screen === undefined ? await doctor(pack ?? null, process.env, print) : await doctorOfScreen(screen, RELEASE, print)
  })

program
  .command('intake')
  .description('the intake as a process of its own')
  .action(() => intake(process.env, processLog()))
program
  .command('projector')
  .description('the projector as a process of its own')
  .action(() => projector(process.env, processLog()))
program
  .command('assessor')
  .description('the assessor as a process of its own')
  .action(() => assessor(process.env, processLog()))
program
  .command('gateway')
  .description('the gateway as a process of its own')
  .action(() => gateway(process.env, RELEASE, processLog()))

const processLog = () => createLog(readOptions(['WEIR_LOG'], process.env).WEIR_LOG)

function wholeNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
}

function positive(text: string): number {
  const number = Number(text)
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('must be a number above 0')
  return number
}

function speed(text: string): number | 'max' {
  return text === 'max' ? text : positive(text)
}

function instant(text: string): Instant {
  const at = /^\d{11,14}$/.test(text) ? Number(text) : parseInstant(text)
  if (at === undefined) throw new InvalidArgumentError('must be an instant such as 2015-02-10T12:00:00Z')
  return at
}

/** Ctrl-C ends a replay where it is; a second one does not wait. */
function interruption(log: Log): { readonly stopped: () => boolean; readonly stop: Promise<void> } {
  let stopped = false
  const stop = interrupted(log).then(() => {
    stopped = true
  })
  return { stopped: () => stopped, stop }
}

function fail(text: string, code: number): void {
  say(text)
  process.exitCode = code
}

const OF_FILES: Readonly<Record<string, string>> = {
  ENOENT: 'There is nothing at',
  EACCES: 'Not allowed to use',
  EISDIR: 'A file is needed, and this is a folder.',
}

/** What a user can mend is said in a sentence; anything else is a bug and shows where it is. */
function sentenceOf(error: unknown): string | null {
  if ([BadOptions, BrokenPack, NoRedisServer, PortTaken, FolderInUse].some((plain) => error instanceof plain)) return reasonOf(error)
  if (!(error instanceof Error) || !('code' in error)) return null
  const said = OF_FILES[String(error.code)]
  return said === undefined ? null : [said, 'path' in error ? String(error.path) : ''].join(' ').trim()
}

try {
  await program.parseAsync()
} catch (error) {
  const sentence = sentenceOf(error)
  if (sentence === null) console.error(error)
  else say(sentence)
  process.exitCode ||= 1
}
// Everything was stopped in order; a handle that a library left open must not keep the process.
process.exit()
