// Makes a machine ready: `node scripts/setup.mjs [--for test|check]`. The npm scripts call it first, so that a fresh clone
// needs one command. It looks whether everything is there, which takes a fraction of a second and changes nothing; what is
// missing it installs or builds, and says so. It uses no package and runs on any Node from 20 on, because it runs before
// anything is installed.
import { spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const OLDEST_NODE = 20
const inRoot = (...parts) => path.join(ROOT, ...parts)

/** What each command needs. Optional: without it some tests are left out. */
const NEEDS = {
  run: ['redis', 'packages', 'words', 'web'],
  check: ['packages', 'words'],
  test: ['redisForTests', 'packages', 'chromium', 'postgresql', 'words', 'web'],
}

class CannotGoOn extends Error {}

// --- the things that a machine may lack: `missing` says what is wrong, or null; `provide` puts it right ---

const THINGS = {
  packages: { missing: missingPackages, provide: installPackages },
  redis: redisThing('REDIS_URL'),
  redisForTests: redisThing('TEST_REDIS_URL'),
  chromium: {
    missing: () => (onPath('chromium') ? null : 'chromium is not installed'),
    provide: () => installDebianPackage('chromium', 'the tests that look at the wall need a browser'),
    leftOut: 'the tests in a browser and those from a source to the wall',
  },
  postgresql: {
    missing: () => (process.env.TEST_DATABASE_URL || newestPostgres() >= 15 ? null : 'PostgreSQL 15 or later is not installed'),
    provide: () => installDebianPackage('postgresql', 'the tests run the ledger on PostgreSQL too'),
    leftOut: 'the tests of the ledger on PostgreSQL',
  },
  words: buildThing({
    says: 'compiling the words of both languages',
    script: 'words',
    workspace: 'shared',
    sources: ['shared/words', 'shared/project.inlang', 'shared/src/words', 'shared/package.json'],
    outputs: ['shared/src/words/generated'],
  }),
  web: buildThing({
    says: 'building the pages of the wall',
    script: 'build',
    workspace: 'web',
    sources: ['web', 'shared/src', 'shared/words', 'shared/project.inlang', 'shared/package.json', 'tsconfig.base.json'],
    outputs: ['web/build', 'web/node_modules/$app'], // the second is SvelteKit's own, and goes when npm tidies up
  }),
}

async function main() {
  try {
    const major = Number(process.versions.node.split('.')[0])
    if (major < OLDEST_NODE)
      throw new CannotGoOn(
        `Weir needs Node ${OLDEST_NODE} or later to install itself; this is ${process.version}.\nInstall a newer one (Debian 12: apt-get install nodejs gives 18; nodejs.org has packages for later ones) and type the command again.`,
      )
    await provideAll(NEEDS[purpose()])
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}

function purpose() {
  const at = process.argv.indexOf('--for')
  const asked = at < 0 ? 'run' : process.argv[at + 1]
  if (!NEEDS[asked]) throw new CannotGoOn(`setup.mjs: --for takes one of ${Object.keys(NEEDS).join(', ')}`)
  return asked
}

async function provideAll(names) {
  const lacking = () => names.filter((name) => THINGS[name].missing() !== null)
  const [possible, impossible] = parted(lacking(), isPossible)
  for (const name of impossible) leaveOut(name)
  if (possible.length === 0) return
  await alone(async () => {
    const started = Date.now()
    const still = possible.flatMap((name) => THINGS[name].missing() ?? []) // another setup may have been quicker
    if (still.length === 0) return
    say(`Getting ready: ${still.join('; ')}.`)
    // Looked at again one by one: with new packages, old builds are out of date.
    for (const name of names) {
      if (!impossible.includes(name) && THINGS[name].missing() !== null) await provide(name)
    }
    say(`Ready after ${seconds(started)}. The next start takes no time.\n`)
  })
}

async function provide(name) {
  const { provide: put, leftOut } = THINGS[name]
  try {
    await put()
  } catch (error) {
    if (!(error instanceof CannotGoOn) || leftOut === undefined) throw error
    say(error.message)
    leaveOut(name)
  }
}

/** Without root, what can be left out is left out at once; what cannot is tried, and says what to type. */
const isPossible = (name) => THINGS[name].leftOut === undefined || canInstall()
const leaveOut = (name) => say(`Going on without: ${THINGS[name].missing()}. Left out: ${THINGS[name].leftOut}. (To have them: ${installCommand(name)})`)

// --- npm packages ---

/** Whole: every package that the lockfile asks for is recorded by npm as installed, in that version, and is still there. */
function missingPackages() {
  const lock = readJson(inRoot('package-lock.json'))
  if (lock === null) return 'package-lock.json is not there'
  if (!fs.existsSync(inRoot('node_modules'))) return 'the npm packages are not installed yet'
  const installed = readJson(inRoot('node_modules', '.package-lock.json')) // npm writes it last
  if (installed === null) return 'an earlier installation of the npm packages was not finished'
  if (manifestsDiffer(lock)) return 'a package.json has changed since package-lock.json was written'
  for (const [place, { version, optional, link }] of Object.entries(lock.packages)) {
    if (!place.includes('node_modules/') || (optional && !installed.packages[place])) continue // not for this machine
    if (!link && installed.packages[place]?.version !== version) return 'the npm packages are older than package-lock.json'
    if (!fs.existsSync(inRoot(place))) return 'some npm packages are gone'
  }
  return fs.existsSync(inRoot('node_modules', 'node', 'bin', 'node')) ? null : 'the Node that Weir runs on is not installed'
}

function manifestsDiffer(lock) {
  const workspaces = readJson(inRoot('package.json'))?.workspaces ?? []
  return ['', ...workspaces].some((folder) => {
    const manifest = readJson(inRoot(folder, 'package.json')) ?? {}
    const locked = lock.packages[folder] ?? {}
    return ['dependencies', 'devDependencies'].some((kind) => !sameEntries(manifest[kind], locked[kind]))
  })
}

function sameEntries(a = {}, b = {}) {
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => a[key] === b[key])
}

async function installPackages() {
  if (fs.existsSync(inRoot('node_modules', '.package-lock.json'))) await elsewhere(missingPackages)
  if (missingPackages() === null) return
  const lock = readJson(inRoot('package-lock.json'))
  const total = Object.entries(lock?.packages ?? {}).filter(([place, { optional }]) => place.includes('node_modules/') && !optional).length
  const npm = (label, command) =>
    run(label, 'npm', [command, '--include=dev', '--no-audit', '--no-fund'], {
      progress: () =>
        packagesInPlace() < total * 0.95 ? `${packagesInPlace()} of ${total} in place` : 'nearly all in place; their own install steps run, Node 24 is fetched',
      advice: 'The npm registry must be reachable, and the disk have 800 MB to spare. Then type the same command again.',
    })
  if (lock === null || manifestsDiffer(lock)) await npm('npm packages: installing, and writing package-lock.json', 'install')
  else await npm(`npm packages: installing about ${total}, with Node 24 among them`, 'ci').catch((error) => installLoosely(error, npm))
  const still = missingPackages()
  if (still !== null)
    throw new CannotGoOn(
      `npm has ended well, but ${still}.\nWhere npm is told to ignore install scripts, allow the one that fetches Node:  npm rebuild node --ignore-scripts=false`,
    )
}

/** `npm ci` also refuses where the registry lacks a package that only another kind of machine would need. */
async function installLoosely(error, npm) {
  if (!(error instanceof CannotGoOn) || !error.message.includes('in sync')) throw error
  await npm('npm packages: this registry does not match package-lock.json in every detail; installing what it has', 'install')
}

/** Somebody may be in the middle of an `npm install` of their own: a moment later it may be whole. */
async function elsewhere(missing) {
  for (let tries = 0; tries < 4 && missing() !== null; tries++) await new Promise((resolve) => setTimeout(resolve, 500))
}

/** Folders come first and are filled later: a package is in place when it has its package.json. */
function packagesInPlace() {
  const places = Object.keys(readJson(inRoot('package-lock.json'))?.packages ?? {})
  return places.filter((place) => place.includes('node_modules/') && fs.existsSync(inRoot(place, 'package.json'))).length
}

// --- Debian packages ---

const isRoot = () => typeof process.getuid === 'function' && process.getuid() === 0
const canInstall = () => isRoot() && onPath('apt-get')
const installCommand = (name) => (onPath('apt-get') ? `sudo apt-get update && sudo apt-get install ${name}` : `install ${name} and put it on the PATH`)

async function installDebianPackage(name, why, otherwise = '') {
  if (!canInstall()) {
    const type = onPath('apt-get')
      ? `Type:  ${installCommand(name)}\nand then the same command again.`
      : `Install ${name} the way this system does it, so that it is on the PATH, and type the same command again.`
    throw new CannotGoOn([`${name} is not installed, and ${why}.`, type, otherwise].filter(Boolean).join('\n'))
  }
  const apt = (label, ...args) =>
    run(label, 'apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      advice: `Try it by hand:  apt-get update && apt-get install ${name}`,
    })
  const install = () => apt(`${name}: installing it with apt-get, because ${why}`, 'install', '-y', '--no-install-recommends', name)
  if (hasPackageLists()) {
    try {
      return await install()
    } catch (error) {
      if (!(error instanceof CannotGoOn)) throw error
      say('  that did not work; perhaps the package lists are old.')
    }
  }
  await apt('the package lists: fetching new ones with apt-get update', 'update')
  await install()
}

function hasPackageLists() {
  try {
    return fs.readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages'))
  } catch {
    return false
  }
}

/** Debian keeps PostgreSQL's programs off the PATH, a folder a version. */
function newestPostgres() {
  try {
    return Math.max(
      0,
      ...fs
        .readdirSync('/usr/lib/postgresql')
        .filter((version) => fs.existsSync(`/usr/lib/postgresql/${version}/bin/postgres`))
        .map(Number),
    )
  } catch {
    return 0
  }
}

function redisThing(variable) {
  return {
    missing: () => (process.env[variable] || onPath('redis-server') ? null : 'redis-server is not installed'),
    provide: () => installDebianPackage('redis-server', 'Weir keeps its live figures in Redis', `Or name a running Redis 7 or later in ${variable}.`),
  }
}

function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/local/bin', '/usr/bin', '/bin']
  return folders.some((folder) => {
    try {
      fs.accessSync(path.join(folder, program), fs.constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

// --- words and pages ---

/** A build of a workspace, good as long as its sources are the ones it was made of; the stamp goes away with the packages. */
function buildThing({ says, script, workspace, sources, outputs }) {
  const stamp = inRoot('node_modules', '.cache', 'weir', `${workspace}-${script}`)
  const hasScript = () => readJson(inRoot(workspace, 'package.json'))?.scripts?.[script] !== undefined
  return {
    missing: () => {
      if (!hasScript()) return null
      if (!outputs.every((output) => fs.existsSync(inRoot(output)))) return `${outputs[0]} is not built yet`
      return readText(stamp) === digest(sources) ? null : `${outputs[0]} is out of date`
    },
    provide: async () => {
      fs.rmSync(stamp, { force: true })
      await run(says, 'npm', ['run', script, '-w', `@weir/${workspace}`], { advice: `To see more:  npm run ${script} -w @weir/${workspace}` })
      fs.mkdirSync(path.dirname(stamp), { recursive: true })
      fs.writeFileSync(stamp, digest(sources))
    },
  }
}

const NOT_SOURCES = new Set(['node_modules', 'build', 'generated', '.svelte-kit', '.turbo', 'coverage', 'data', 'test'])

function digest(sources) {
  const hash = crypto.createHash('sha256')
  for (const file of sources.flatMap((source) => filesIn(inRoot(source)))) {
    hash.update(path.relative(ROOT, file)).update('\0').update(fs.readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesIn(place) {
  if (!fs.existsSync(place)) return []
  if (!fs.statSync(place).isDirectory()) return [place]
  return fs
    .readdirSync(place)
    .sort()
    .filter((name) => !NOT_SOURCES.has(name) && !/\.test\.\w+$/.test(name))
    .flatMap((name) => filesIn(path.join(place, name)))
}

// --- one setup at a time ---

const LOCK = inRoot('.turbo', 'setup.lock')
const BEAT_MS = 1000
const DEAD_AFTER_MS = 10_000

/** Two setups in one folder would undo each other's work: the second waits. A lock whose owner is gone is taken over. */
async function alone(work) {
  let said = false
  while (!takeLock()) {
    if (!said) say('Another setup is at work in this folder: waiting for it.')
    said = true
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const parent = process.ppid
  const beat = setInterval(() => {
    touch(LOCK)
    if (process.ppid !== parent) unlockAndDie('SIGTERM') // npm was stopped, and nobody waits for this any more
  }, BEAT_MS)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => unlockAndDie(signal))
  try {
    await work()
  } finally {
    clearInterval(beat)
    fs.rmSync(LOCK, { force: true })
  }
}

function takeLock() {
  fs.mkdirSync(path.dirname(LOCK), { recursive: true })
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isAbandoned()) removeAbandoned()
    return false
  }
}

function isAbandoned() {
  try {
    const silentMs = Date.now() - fs.statSync(LOCK).mtimeMs
    return silentMs > DEAD_AFTER_MS || (silentMs > 3 * BEAT_MS && !isRunning(Number(readText(LOCK))))
  } catch {
    return false // it has just been given back
  }
}

/** Renamed first: of several who wait, one gets it. Should it be the lock of a new owner by then, it is given back. */
function removeAbandoned() {
  const aside = `${LOCK}.${process.pid}`
  const owner = readText(LOCK)
  try {
    fs.renameSync(LOCK, aside)
    if (readText(aside) !== owner) fs.renameSync(aside, LOCK)
    fs.rmSync(aside, { force: true })
  } catch {
    // another one was quicker
  }
}

function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return true // half written: its owner is about to
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function touch(file) {
  try {
    fs.utimesSync(file, new Date(), new Date())
  } catch {
    // removed under our feet: the work goes on
  }
}

let child = null
function unlockAndDie(signal) {
  if (child !== null) child.kill(signal)
  fs.rmSync(LOCK, { force: true })
  process.kill(process.pid, signal)
}

// --- running a program, with progress ---

/** Says what it does, then how it goes while it goes on; what the program printed is shown only where it fails. */
async function run(label, program, args, { env = {}, progress, advice }) {
  const started = Date.now()
  say(`• ${label}`)
  let output = ''
  const keep = (chunk) => {
    output = (output + chunk.toString()).slice(-20_000)
  }
  const tick = setInterval(
    () => showProgress(`${seconds(started)}  ${(progress ? progress() : lastLine(output)).slice(0, 100)}`),
    process.stdout.isTTY ? 500 : 5000,
  )
  const ended = await new Promise((resolve) => {
    child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PATH: pathOutside(), ...env } })
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? null : `it ended with ${signal ?? code}`))
  })
  child = null
  clearInterval(tick)
  clearProgress()
  if (ended === null) return say(`  done in ${seconds(started)}`)
  const last = output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^npm warn/i.test(line))
    .slice(-40)
  throw new CannotGoOn([`${program} ${args.join(' ')}: ${ended}. It said last:`, ...last.map((line) => `    ${line}`), advice].join('\n'))
}

/** The PATH without node_modules/.bin: npm must not run on a Node that it is about to replace. */
const pathOutside = () =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter)

const lastLine = (text) => text.trimEnd().split('\n').pop() ?? ''
const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`
const say = (text) => console.log(text)

function showProgress(text) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${text}`)
  else console.log(`  ${text}`)
}

function clearProgress() {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K')
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function parted(items, test) {
  return [items.filter(test), items.filter((item) => !test(item))]
}

await main()
