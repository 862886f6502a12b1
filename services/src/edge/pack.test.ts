import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrokenPack, loadPack, loadPostcodes } from './pack.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weir-pack-'))
})
afterEach(() => rm(folder, { recursive: true }))

const COUNCIL = `
id: fen
name: {en: Fen}
timeZone: Europe/London
holidays: [2026-12-26, 2026-12-25]
localities:
  - {id: north, name: {en: North, cy: Gogledd}, wards: [W1, W2]}
  - {id: infirmary, name: {en: Infirmary}, kind: hospital}
`
const PATHWAYS = `
- id: assessment
  name: {en: Assessment}
  stages: [{id: waiting, name: {en: Waiting}, limit: {workingDays: 42, by: statute}}]
`
const pack = (files: Readonly<Record<string, string>>) => Promise.all(Object.entries(files).map(([file, text]) => writeFile(join(folder, file), text)))

/** Each fault as the user reads it. */
async function faults(): Promise<readonly string[]> {
  const error: unknown = await loadPack(folder, () => undefined).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof BrokenPack)) throw new Error('the pack was not refused', { cause: error })
  return error.message
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
}

describe('a pack from its folder', () => {
  it('is whole without the files that it may leave out', async () => {
    await pack({ 'council.yaml': COUNCIL, 'pathways.yaml': PATHWAYS, 'codes.yaml': '' })
    const { id, holidays, localities, pathways, codes, sources } = await loadPack(folder)
    expect({ id, holidays, codes, sources }).toEqual({ id: 'fen', holidays: ['2026-12-25', '2026-12-26'], codes: {}, sources: [] })
    expect(localities.map(({ kind, wards }) => [kind, wards])).toEqual([
      ['locality', ['W1', 'W2']],
      ['hospital', []],
    ])
    expect(pathways[0]).toMatchObject({ service: 'all', stages: [{ kind: 'queue', limit: { workingDays: 42, by: 'statute' } }] })
  })

  it('may take its holidays from England and Wales', async () => {
    await pack({ 'council.yaml': COUNCIL.replace(/holidays: .*/, 'holidays: england-and-wales'), 'pathways.yaml': PATHWAYS })
    const { holidays } = await loadPack(folder)
    expect(holidays).toEqual(expect.arrayContaining(['2020-05-08', '2022-09-19', '2060-12-27']))
  })

  it('is warned of a file that nothing reads, and starts all the same', async () => {
    await pack({ 'council.yaml': COUNCIL, 'pathways.yaml': PATHWAYS, 'source.yaml': '[]', 'README.md': 'Fen' })
    const warnings: string[] = []
    await loadPack(folder, (text) => warnings.push(text))
    expect(warnings).toEqual([`${join(folder, 'source.yaml')} is not a file of a pack: nothing reads it`])
  })
})

describe('a broken pack', () => {
  it('names every fault by file, path and reason', async () => {
    await pack({
      'council.yaml': `
id: Fen
name: Fen
timeZone: Europe/Fen
holidays: [2026-12-25, Christmas]
locality: north
localities:
  - {id: north, name: {en: North}, wards: [W1, W2]}
  - {id: south, name: {en: ''}, wards: [W2, W1, W3], kind: area}
  - {id: north, name: {en: North again}}
  - {id: unplaced, name: {en: Nowhere}}
`,
      'pathways.yaml': `
- {id: assessment, name: {en: Assessment}, stages: []}
- id: review
  name: {en: Review}
  stages:
    - {id: waiting, name: {en: Waiting}, limit: {weeks: 6}}
    - {id: waiting, name: {en: Waiting}, kind: pile}
- {id: review, name: {en: Review}, stages: [{id: waiting, name: {en: Waiting}}]}
`,
      'codes.yaml': `
reasons: [{id: bed, name: {en: Bed}, owner: nobody}, {id: bed, name: {en: Bed}, owner: health}]
dimensions: [{id: age, name: {en: Age}, values: [{id: old, name: {en: Old}}, {id: old, name: {en: Old}}]}]
outcomes: [{id: home, name: {en: Home}}]
`,
      'sources.yaml': `
- {id: /fen/a, name: {en: A}, lateAfter: 1h, silentAfter: 6 hours}
- {id: /fen/a, name: {en: A}, lateAfter: PT6H, silentAfter: PT1H}
`,
    })
    expect(await faults()).toEqual([
      'council.yaml: id: must be lower-case letters, digits and hyphens',
      'council.yaml: name: must be a group of settings',
      'council.yaml: timeZone: is not an IANA time zone',
      'council.yaml: holidays[1]: must be a date such as 2026-12-25',
      'council.yaml: localities[1].name.en: must not be empty',
      'council.yaml: localities[1].kind: must be locality or hospital or county',
      'council.yaml: localities[3].id: is a built-in locality',
      'council.yaml: locality: is not a setting of a pack',
      'pathways.yaml: [0].stages: must not be empty',
      'pathways.yaml: [1].stages[0].limit: must be one of {workingDays: n}, {days: n} and {hours: n}',
      'pathways.yaml: [1].stages[1].kind: must be queue or work or service',
      'codes.yaml: reasons[0].owner: must be health or social-care or joint or family',
      'codes.yaml: outcomes[0].ended: must be progressed or declined or admitted or died or other',
      'sources.yaml: [0].lateAfter: must be a duration such as PT6H or P1DT12H',
      'sources.yaml: [0].silentAfter: must be a duration such as PT6H or P1DT12H',
      'sources.yaml: [1].silentAfter: must not be shorter than lateAfter',
      'council.yaml: localities[2].id: north already is localities[0].id',
      'council.yaml: localities[1].wards[0]: W2 already belongs to localities[0].wards[1]',
      'council.yaml: localities[1].wards[1]: W1 already belongs to localities[0].wards[0]',
      'pathways.yaml: [2].id: review already is [1].id',
      'pathways.yaml: [1].stages[1].id: waiting already is [1].stages[0].id',
      'codes.yaml: reasons[1].id: bed already is reasons[0].id',
      'codes.yaml: dimensions[0].values[1].id: old already is dimensions[0].values[0].id',
      'sources.yaml: [1].id: /fen/a already is [0].id',
    ])
  })

  it('says in which line its YAML breaks, and looks at the other files all the same', async () => {
    await pack({ 'council.yaml': 'id: fen\nid: fen\nname: {en: "Fen}\n', 'pathways.yaml': '[]', 'codes.yaml': 'needs: *gone' })
    expect(await faults()).toEqual([
      'council.yaml: line 2: Map keys must be unique',
      'council.yaml: line 4: Missing closing "quote',
      'council.yaml: line 4: Flow map in block collection must be sufficiently indented and end with a }',
      'codes.yaml: Unresolved alias (the anchor must be set before the alias): gone',
      'pathways.yaml: must not be empty',
    ])
  })

  it('says what is missing', async () => {
    await pack({ 'pathways.yaml': '- {id: review}' })
    expect(await faults()).toEqual(['council.yaml: is missing', 'pathways.yaml: [0].name: is missing', 'pathways.yaml: [0].stages: is missing'])
    await expect(loadPack(join(folder, 'nowhere'))).rejects.toThrow('there is no such folder')
  })
})

describe('the postcodes of a pack', () => {
  it('are found however they are spaced, and stand-ins lie in no ward', async () => {
    const rows = 'Ward,postcode,lsoa\nW05001212,sa15 3ab,x\nW05001213,SA153AD,x\nW05001213,ZZ99 3VZ,x\n,SA15 3AE,x\nW05001212, SA15  3AB ,x\n'
    const expected = new Map([
      ['SA153AB', 'W05001212'],
      ['SA153AD', 'W05001213'],
    ])
    await pack({ 'postcodes.csv': rows })
    expect(await loadPostcodes(folder)).toEqual(expected)
    await rm(join(folder, 'postcodes.csv'))
    await writeFile(join(folder, 'postcodes.csv.gz'), gzipSync(rows))
    expect(await loadPostcodes(folder)).toEqual(expected)
  })

  it('are none where the pack has no such file', async () => {
    expect(await loadPostcodes(folder)).toEqual(new Map())
  })

  it.each([
    ['ward,code\nW1,SA15 3AB\n', 'line 1: must name the columns postcode and ward'],
    ['postcode,ward\nSA15,W1\nSA15 3AB,W1\nSA15 3AB,W2\n', 'line 2: postcode: is not a UK postcode\n  line 4: postcode: is in another ward on an earlier line'],
    ['postcode,ward\nSA15 3AB,W1,W2\n', 'Invalid Record Length'],
  ])('are refused with their line: %j', async (rows, reason) => {
    await pack({ 'postcodes.csv': rows })
    await expect(loadPostcodes(folder)).rejects.toThrow(reason)
  })
})
