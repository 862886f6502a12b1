import type { CDPSession } from 'playwright-core'

/**
 * What is in a heap snapshot of V8, by kind. Kind `code` is the engine's own: byte code, machine code and what it learnt about
 * types, which grows for some ten thousand deltas and then stops, and is no leak of the page.
 */
export async function bytesByKind(cdp: CDPSession): Promise<ReadonlyMap<string, number>> {
  const chunks: string[] = []
  const keep = ({ chunk }: { chunk: string }): void => void chunks.push(chunk)
  cdp.on('HeapProfiler.addHeapSnapshotChunk', keep)
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  cdp.off('HeapProfiler.addHeapSnapshotChunk', keep)
  return summed(JSON.parse(chunks.join('')) as Snapshot)
}

interface Snapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[], ...unknown[]] } }
  readonly nodes: readonly number[]
}

function summed({ snapshot, nodes }: Snapshot): ReadonlyMap<string, number> {
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [kindAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')]
  const bytes = new Map<string, number>()
  for (let node = 0; node < nodes.length; node += fields.length) {
    const kind = types[0][nodes[node + kindAt] ?? 0] ?? ''
    bytes.set(kind, (bytes.get(kind) ?? 0) + (nodes[node + sizeAt] ?? 0))
  }
  return bytes
}
