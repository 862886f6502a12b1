import { expect, test } from 'vitest'
import { documentPath, topicOf } from './topic.ts'

test('a locality may have any id: its path leads back to it', () => {
  for (const id of ['llanelli', 'a/b', 'Llŷn & Môn', '100%', '?x=#y', 'council']) expect(topicOf(documentPath(`board/${id}`))).toBe(`board/${id}`)
  expect(topicOf(documentPath('council'))).toBe('council')
})

test('what is no document has no topic', () => {
  expect(topicOf('/api/status')).toBeUndefined()
  expect(topicOf('/api/documents/board/')).toBeUndefined()
})
