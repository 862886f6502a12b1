import type * as z from 'zod'

/** What is wrong with a pack, in words for the person who edits it: which file, where in it, and why. */
export interface PackFault {
  readonly file: string
  readonly path: string
  readonly reason: string
}

/** What the contract finds wrong with one file. */
export const faultsOf = (file: string, error: z.ZodError): readonly PackFault[] =>
  error.issues.flatMap((issue) => explained(issue).map(({ path, reason }) => ({ file, path: pathText(path), reason })))

interface Explained {
  readonly path: readonly PropertyKey[]
  readonly reason: string
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a group of settings',
  boolean: 'true or false',
}

function explained(issue: z.core.$ZodIssue): readonly Explained[] {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], reason: 'is not a setting of a pack' }))
    case 'invalid_type':
      return [{ path, reason: issue.message.endsWith('received undefined') ? 'is missing' : `must be ${KINDS[issue.expected] ?? issue.expected}` }]
    case 'invalid_value':
      return [{ path, reason: `must be ${issue.values.map(String).join(' or ')}` }]
    case 'invalid_union':
      return issue.message === 'Invalid input' ? nearest(issue) : [{ path, reason: issue.message }]
    case 'too_small':
      return [
        {
          path,
          reason:
            issue.origin === 'number' || issue.origin === 'int'
              ? `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
              : 'must not be empty',
        },
      ]
    case 'too_big':
      return [{ path, reason: issue.origin === 'string' ? `must have at most ${issue.maximum} characters` : `must be at most ${issue.maximum}` }]
    case 'invalid_format':
      return [{ path, reason: issue.format === 'date' ? 'must be a date such as 2026-12-25' : issue.message.replace(/^Invalid string: /, '') }]
    default:
      return [{ path, reason: issue.message }]
  }
}

/** Of the ways in which a value could have been right, the one that it came closest to; all of them where none is closer. */
function nearest({ path, errors }: z.core.$ZodIssueInvalidUnion): readonly Explained[] {
  const ways = errors.map((issues) => issues.flatMap(explained).map((inner) => ({ ...inner, path: [...path, ...inner.path] })))
  const inside = ways.filter((way) => way.some((inner) => inner.path.length > path.length))
  return inside[0] ?? [{ path, reason: [...new Set(ways.flat().map(({ reason }) => reason))].join(', or ') }]
}

/** `localities[2].name.en` */
export const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')

/**
 * What is wrong across the entries of a pack: whatever is meant to be one of a kind and is there twice. Looks at the files as
 * they were parsed, right or wrong, so that a fault elsewhere hides nothing; what has not the shape is the contract's matter.
 */
export function faultsAcross(files: Readonly<Record<string, unknown>>): readonly PackFault[] {
  const council = files['council.yaml']
  const pathways = listOf(files['pathways.yaml'])
  const codes = files['codes.yaml']
  const dimensions = listOf(property(codes, 'dimensions'))
  return [
    ...repeated('council.yaml', idsOf(property(council, 'localities'), ['localities'])),
    ...repeated('council.yaml', wardsOf(council), 'belongs to'),
    ...repeated('pathways.yaml', idsOf(pathways, [])),
    ...pathways.flatMap((pathway, index) => repeated('pathways.yaml', idsOf(property(pathway, 'stages'), [index, 'stages']))),
    ...Object.keys(isGroup(codes) ? codes : {}).flatMap((list) => repeated('codes.yaml', idsOf(property(codes, list), [list]))),
    ...dimensions.flatMap((dimension, index) => repeated('codes.yaml', idsOf(property(dimension, 'values'), ['dimensions', index, 'values']))),
    ...repeated('sources.yaml', idsOf(files['sources.yaml'], [])),
  ]
}

interface Named {
  readonly name: string
  readonly path: readonly PropertyKey[]
}

function repeated(file: string, all: readonly Named[], verb = 'is'): readonly PackFault[] {
  const first = new Map<string, readonly PropertyKey[]>()
  return all.flatMap(({ name, path }) => {
    const earlier = first.get(name)
    if (!earlier) first.set(name, path)
    return earlier ? [{ file, path: pathText(path), reason: `${name} already ${verb} ${pathText(earlier)}` }] : []
  })
}

const idsOf = (list: unknown, path: readonly PropertyKey[]): readonly Named[] =>
  listOf(list).flatMap((entry, index) => {
    const id = property(entry, 'id')
    return typeof id === 'string' ? [{ name: id, path: [...path, index, 'id'] }] : []
  })

const wardsOf = (council: unknown): readonly Named[] =>
  listOf(property(council, 'localities')).flatMap((locality, index) =>
    listOf(property(locality, 'wards')).flatMap((ward, place) =>
      typeof ward === 'string' ? [{ name: ward, path: ['localities', index, 'wards', place] }] : [],
    ),
  )

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const property = (value: unknown, name: string): unknown => (isGroup(value) ? value[name] : undefined)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
