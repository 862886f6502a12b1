/** How often a property is tried: as often as it says itself, or as FC_RUNS says (a long soak: `FC_RUNS=20000`). */
export const runs = (usual: number): { readonly numRuns: number } => ({ numRuns: Number(process.env['FC_RUNS'] ?? usual) })

/** A property may take as long as its runs need. */
export const PATIENCE_MS = 4 * 3_600_000
