import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Where a display always begins: one that is enrolled goes on to what it has to show, any other shows a code. */
export const load: PageServerLoad = ({ platform }) => {
  const screen = platform?.req?.weir?.screen
  if (screen) redirect(303, screen.path)
}
