import type { Instant } from '@weir/shared/contract/instant'
import type { ScreenShows } from '@weir/shared/contract/screen-view'
import type { Store } from './store.ts'

/** An enrolled screen as the ledger keeps it. */
export interface KeptScreen extends ScreenShows {
  readonly id: string
  readonly digest: string | null
  readonly enrolledAt: Instant
  readonly revokedAt: Instant | null
}

export async function addScreen({ db, authority }: Store, id: string, { name, view, language, theme }: ScreenShows, at: Instant): Promise<void> {
  await db.insertInto('screen').values({ authority, id, name, view, language, theme, digest: null, enrolled_at: at, revoked_at: null }).execute()
}

/** What it shows, or the digest of the token that it holds; a revoked screen stays as it was. False where there is none. */
export async function changeScreen({ db, authority }: Store, id: string, changes: Partial<ScreenShows & Pick<KeptScreen, 'digest'>>): Promise<boolean> {
  const { name, view, language, theme, digest } = changes
  const set = Object.fromEntries(Object.entries({ name, view, language, theme, digest }).filter(([, value]) => value !== undefined))
  const { numUpdatedRows } = await db
    .updateTable('screen')
    .set({ ...set, id })
    .where('authority', '=', authority)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0
}

export async function revokeScreen({ db, authority }: Store, id: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('screen')
    .set({ revoked_at: at })
    .where('authority', '=', authority)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0
}

/** All of them, the revoked ones too, in the order in which they were enrolled. */
export async function screens({ db, authority }: Store): Promise<readonly KeptScreen[]> {
  const rows = await db.selectFrom('screen').selectAll().where('authority', '=', authority).orderBy('enrolled_at').orderBy('id').execute()
  return rows.map(({ id, name, view, language, theme, digest, enrolled_at, revoked_at }) => ({
    id,
    name,
    view,
    language: language as ScreenShows['language'],
    theme: theme as ScreenShows['theme'],
    digest,
    enrolledAt: enrolled_at,
    revokedAt: revoked_at,
  }))
}
