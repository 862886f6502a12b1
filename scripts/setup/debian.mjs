// What comes from Debian's packages: looked for on the PATH, installed where we are root.
import fs from 'node:fs'
import path from 'node:path'
import { CannotGoOn, run, say } from './running.mjs'

const isRoot = () => typeof process.getuid === 'function' && process.getuid() === 0
export const canInstall = () => isRoot() && onPath('apt-get')
export const installCommand = (name) => (onPath('apt-get') ? `sudo apt-get update && sudo apt-get install ${name}` : `install ${name} and put it on the PATH`)

export async function installDebianPackage(name, why, otherwise = '') {
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
export function newestPostgres() {
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

export function redisThing(variable) {
  return {
    missing: () => (process.env[variable] || onPath('redis-server') ? null : 'redis-server is not installed'),
    provide: () => installDebianPackage('redis-server', 'Weir keeps its live figures in Redis', `Or name a running Redis 7 or later in ${variable}.`),
  }
}

export function onPath(program) {
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
