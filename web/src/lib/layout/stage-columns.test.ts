import { expect, test } from 'vitest'
import { stageColumns } from './stage-columns.ts'

const LEAST_PX = 24
const columnsIn = (template: string) => template.match(/minmax\([^)]*\)|\d[\d.]*em/g)?.length

test('queues of one kind fit across both walls in text of 24 px', () => {
  const { wideEms, tallEms } = stageColumns({ staged: false, mixed: false, sourced: false })
  expect(1880 / wideEms).toBeGreaterThanOrEqual(LEAST_PX)
  expect(1040 / tallEms).toBeGreaterThanOrEqual(LEAST_PX)
})

test('stages with names, words and counts of the source still fit across the wall that lies, in almost that', () => {
  expect(1880 / stageColumns({ staged: true, mixed: true, sourced: false }).wideEms).toBeGreaterThanOrEqual(LEAST_PX)
  expect(1880 / stageColumns({ staged: true, mixed: true, sourced: true }).wideEms).toBeGreaterThanOrEqual(22)
})

test('every heading has its column', () => {
  const figures = 9
  expect(columnsIn(stageColumns({ staged: false, mixed: false, sourced: false }).wide)).toBe(1 + figures + 1)
  expect(columnsIn(stageColumns({ staged: true, mixed: true, sourced: true }).wide)).toBe(2 + figures + 1 + 1)
  expect(columnsIn(stageColumns({ staged: false, mixed: false, sourced: false }).tall)).toBe(figures)
  expect(columnsIn(stageColumns({ staged: true, mixed: true, sourced: true }).tall)).toBe(1 + figures + 1)
})
