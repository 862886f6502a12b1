import type { Instant } from '@weir/shared/contract/instant'
import type { Store } from './store.ts'

/** A key that is added again after it was revoked is valid again. */
export async function addKey({ db, authority }: Store, source: string, digest: string, at: Instant): Promise<void> {
  await db
    .insertInto('source_key')
    .values({ authority, source, digest, added_at: at, revoked_at: null })
    .onConflict((conflict) => conflict.columns(['authority', 'source', 'digest']).doUpdateSet({ added_at: at, revoked_at: null }))
    .execute()
}

export async function revokeKey({ db, authority }: Store, digest: string, at: Instant): Promise<void> {
  await db
    .updateTable('source_key')
    .set({ revoked_at: at })
    .where('authority', '=', authority)
    .where('digest', '=', digest)
    .where('revoked_at', 'is', null)
    .execute()
}

export async function keys({ db, authority }: Store): Promise<readonly { readonly source: string; readonly digest: string }[]> {
  return db
    .selectFrom('source_key')
    .select(['source', 'digest'])
    .where('authority', '=', authority)
    .where('revoked_at', 'is', null)
    .orderBy('added_at')
    .orderBy('source')
    .execute()
}
