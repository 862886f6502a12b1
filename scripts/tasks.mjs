// Runs the tests or the checks of all workspaces through turbo and ends with a summary that a person can read at a glance;
// the same counts go to .turbo/test.json or .turbo/check.json for .ci/run. Plain JS for any Node from 20 on: in the very
// first run the shell may still hold on to the machine's own Node.
//   node scripts/tasks.mjs test [-- arguments of vitest]      node scripts/tasks.mjs check
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const REPORT = path.join('.turbo', 'test-report.json') // of each workspace: turbo keeps it with a cached result
const inRoot = (...parts) => path.join(ROOT, ...parts)
const readJson = (file) => {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

const [what, ...rest] = process.argv.slice(2)
const more = rest.filter((argument) => argument !== '--')

/**
 * One workspace after the other, and in each two files at a time (`--maxWorkers` in its package.json): the tests start
 * servers and browsers, and mostly wait for them; vitest itself would take one file at a time on two cores.
 */
async function test() {
  const workspaces = readJson(inRoot('package.json')).workspaces.filter((folder) => readJson(inRoot(folder, 'package.json')).scripts?.test)
  for (const folder of workspaces) fs.rmSync(inRoot(folder, REPORT), { force: true })
  const code = await turbo([
    'test',
    '--concurrency=1',
    '--',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
    ...(more.length > 0 ? ['--passWithNoTests', ...more] : []),
  ])
  const results = workspaces.map((folder) => ({ folder, ...testCounts(folder) }))
  const total = (kind) => results.reduce((sum, result) => sum + result[kind], 0)
  console.log('\nTests')
  for (const { folder, passed, failed, leftOut, failures } of results) {
    console.log(`  ${failed === 0 ? '✓' : '✗'} ${folder.padEnd(9)} ${counted(passed, failed, leftOut)}`)
    for (const failure of failures) console.log(`      ${failure}`)
  }
  const untold = code !== 0 && total('failed') === 0 ? 1 : 0
  if (untold) console.log('  ✗ something other than a test went wrong: see above')
  end('test', total('passed'), total('failed') + untold, total('leftOut'))
}

function testCounts(folder) {
  const report = readJson(inRoot(folder, REPORT))
  if (report === null) return { passed: 0, failed: 1, leftOut: 0, failures: ['it ended before its tests did: see above'] }
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'))
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    leftOut: report.numPendingTests + report.numTodoTests,
    failures: [
      ...report.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${path.relative(ROOT, name)}: ${fullName}`),
      ),
      ...broken.map(({ name }) => `${path.relative(ROOT, name)}: could not be run`),
    ],
  }
}

const CHECKS = {
  '@weir/shared#check': 'types of shared',
  '@weir/services#check': 'types of services',
  '@weir/web#check': 'types of web (svelte-check)',
  '@weir/shared#words': 'words compile in both languages',
  '@weir/services#compose': 'docker-compose.yml',
  '//#lint': 'lint (eslint)',
  '//#format:check': 'format (prettier: npm run format puts it right)',
  '//#unused': 'unused code (knip)',
}

async function check() {
  const runs = inRoot('.turbo', 'runs')
  fs.rmSync(runs, { recursive: true, force: true })
  const tasks = [...new Set(Object.keys(CHECKS).map((id) => id.split('#')[1]))].filter((task) => task !== 'words') // the others wait for it anyway
  const code = await turbo([...tasks, '--summarize', '--output-logs=errors-only', ...more])
  const [summary] = fs.existsSync(runs) ? fs.readdirSync(runs) : []
  const ran = new Map((readJson(path.join(runs, summary ?? 'none'))?.tasks ?? []).map(({ taskId, execution }) => [taskId, execution?.exitCode === 0]))
  console.log('\nChecks')
  const results = Object.entries(CHECKS).map(([id, name]) => ({ name, passed: ran.get(id) === true }))
  for (const { name, passed } of results) console.log(`  ${passed ? '✓' : '✗'} ${name}`)
  const failed = results.filter(({ passed }) => !passed).length
  end('check', results.length - failed, failed || (code === 0 ? 0 : 1), 0)
}

function turbo(args) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }
  const child = spawn(inRoot('node_modules', '.bin', 'turbo'), ['run', '--ui=stream', '--log-prefix=none', '--continue=always', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

const counted = (passed, failed, leftOut) => [`${passed} passed`, `${failed} failed`, ...(leftOut > 0 ? [`${leftOut} left out`] : [])].join(', ')

function end(name, passed, failed, leftOut) {
  fs.mkdirSync(inRoot('.turbo'), { recursive: true })
  fs.writeFileSync(inRoot('.turbo', `${name}.json`), JSON.stringify({ passed, failed }))
  console.log(`\n${counted(passed, failed, leftOut)}`)
  process.exitCode = failed === 0 ? 0 : 1
}

if (what === 'test') await test()
else if (what === 'check') await check()
else throw new Error('node scripts/tasks.mjs test|check')
