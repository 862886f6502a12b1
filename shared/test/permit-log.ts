import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/**
 * A log of travel permits (case, activity, time, …, unit; CSV, gzipped or not) as events and a pack, to try the detector on many stages
 * and places: `node shared/test/permit-log.ts CSV FOLDER`, then `npx weir backtest FOLDER/log.ndjson --pack FOLDER`. A permit
 * is in the stage that its last activity brought it to, and has left with its last one. Nothing says when it was recorded.
 */
const [path, folder] = process.argv.slice(2)
if (path === undefined || folder === undefined) throw new Error('usage: node shared/test/permit-log.ts CSV FOLDER')

interface Step {
  readonly permit: string
  readonly stage: string
  readonly at: string
  readonly unit: string
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function stepsOf(file: string): readonly Step[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8')
  const [header = '', ...rows] = text.split('\n').filter((row) => row !== '')
  const names = header.split(',')
  const column = (cells: readonly string[], name: string) => cells[names.indexOf(name)] ?? ''
  return rows.map((row) => {
    const cells = row.split(',')
    return { permit: column(cells, 'case_id'), stage: slug(column(cells, 'activity')), at: column(cells, 'timestamp'), unit: slug(column(cells, 'org_unit')) }
  })
}

function linesOf(steps: readonly Step[]): readonly string[] {
  const last = new Map(steps.map((step, index) => [step.permit, index]))
  return steps.map(({ permit, stage, at, unit }, index) => {
    const ends = last.get(permit) === index
    const data = ends ? { pathway: 'permit', outcome: 'done' } : { pathway: 'permit', stage, locality: unit }
    const type = `weir.case.${ends ? 'left' : 'entered'}.v1`
    return JSON.stringify({ specversion: '1.0', id: `${permit}/${index}`, source: '/permits', type, subject: permit, time: at, data })
  })
}

const steps = [...stepsOf(path)].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
const named = (ids: readonly string[]) => [...new Set(ids)].sort().map((id) => ({ id, name: { en: id.replaceAll('-', ' ') } }))
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'log.ndjson'), linesOf(steps).join('\n'))
const council = { id: 'permits', name: { en: 'Permits' }, timeZone: 'Europe/Amsterdam', holidays: 'none', localities: named(steps.map(({ unit }) => unit)) }
writeFileSync(join(folder, 'council.yaml'), JSON.stringify(council))
writeFileSync(join(folder, 'pathways.yaml'), JSON.stringify([{ id: 'permit', name: { en: 'Permit' }, stages: named(steps.map(({ stage }) => stage)) }]))
