// Makes a machine ready: `node scripts/setup.mjs [--for test|check]`. The npm scripts call it first, so that a fresh clone
// needs one command. It looks whether everything is there, which takes a fraction of a second and changes nothing; what is
// missing it installs or builds, and says so. It uses no package and runs on any Node from 20 on, because it runs before
// anything is installed.
import { alone } from './setup/alone.mjs'
import { buildThing } from './setup/builds.mjs'
import { canInstall, installCommand, installDebianPackage, newestPostgres, onPath, redisThing } from './setup/debian.mjs'
import { installPackages, missingPackages } from './setup/packages.mjs'
import { CannotGoOn, say, seconds } from './setup/running.mjs'

const OLDEST_NODE = 20

/** What each command needs. Optional: without it some tests are left out. */
const NEEDS = {
  run: ['redis', 'packages', 'words', 'web'],
  check: ['packages', 'words'],
  test: ['redisForTests', 'packages', 'chromium', 'postgresql', 'words', 'web'],
}

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

function parted(items, test) {
  return [items.filter(test), items.filter((item) => !test(item))]
}

await main()
