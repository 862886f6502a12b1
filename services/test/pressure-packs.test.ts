import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { LEVELS } from '@weir/shared/contract/pressure'
import { pressureFile } from '@weir/shared/contract/pressure-file'
import { pressureConfig } from '@weir/shared/domain/pressure/config'
import { straysIn } from '@weir/shared/domain/pressure/strays'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadPack } from '../src/edge/pack.ts'

const folderOf = (pack: string): string => fileURLToPath(new URL(`../../shared/packs/${pack}`, import.meta.url))
const pressureOf = async (pack: string) => pressureFile.parse(parse(await readFile(`${folderOf(pack)}/pressure.yaml`, 'utf8')))

describe.each(['carmarthenshire', 'boston-311'])('pressure.yaml of %s', (pack) => {
  it('is sound, and names nothing that the rest of the pack does not know', async () => {
    const known = await loadPack(folderOf(pack), () => undefined)
    expect(straysIn(await pressureOf(pack), known)).toEqual([])
  })
})

describe("Carmarthenshire's action cards", () => {
  it('say something to do, by whom and in both languages, at each level above steady in each service', async () => {
    const file = await pressureOf('carmarthenshire')
    const { pathways } = await loadPack(folderOf('carmarthenshire'), () => undefined)
    for (const service of new Set(pathways.map((pathway) => pathway.service)))
      for (const level of LEVELS.slice(1)) expect(pressureConfig(file, service).cards[level].length, `${service} ${level}`).toBeGreaterThan(2)
    expect(file.actions.filter(({ text, who }) => !text.cy || !who.cy)).toEqual([])
  })

  it('use every action', async () => {
    const { actions, services } = await pressureOf('carmarthenshire')
    const used = new Set(Object.values(services).flatMap(({ cards }) => LEVELS.flatMap((level) => cards?.[level] ?? [])))
    expect(actions.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([])
  })
})
