// The npm packages, with the Node that Weir runs on among them.
import fs from 'node:fs'
import { inRoot, readJson } from './place.mjs'
import { CannotGoOn, run } from './running.mjs'

/** Whole: every package that the lockfile asks for is recorded by npm as installed, in that version, and is still there. */
export function missingPackages() {
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

export async function installPackages() {
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
