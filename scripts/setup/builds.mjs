// What is built of the project itself: the words and the pages.
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ROOT, inRoot, readJson, readText } from './place.mjs'
import { run } from './running.mjs'

/** A build of a workspace, good as long as its sources are the ones it was made of; the stamp goes away with the packages. */
export function buildThing({ says, script, workspace, sources, outputs }) {
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
