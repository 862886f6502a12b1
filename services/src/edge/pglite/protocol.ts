/** What goes to the thread that owns a PGlite, and what comes back. Requests are answered one by one, in order. */
export type Request =
  { readonly kind: 'query'; readonly id: number; readonly sql: string; readonly parameters: readonly unknown[] } | { readonly kind: 'close' }

export type Reply =
  | { readonly kind: 'opened' }
  | { readonly kind: 'answered'; readonly id: number; readonly rows: readonly unknown[]; readonly affected: number }
  /** the database refused the statement, and is well */
  | { readonly kind: 'refused'; readonly id: number; readonly message: string; readonly code: string; readonly severity: string }
