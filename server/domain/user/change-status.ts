import { refuse } from '@menshen/contract/errors'
import { requireFew } from '../list.ts'
import type { Page } from '../page.ts'
import { endEverySession } from '../session/end-every.ts'
import { keep, type Question, type Verb } from '../verb.ts'
import type { UserStatus } from './user.ts'
import type { UserPage } from './user-page.ts'
import { listArchived, setStatus } from './user-status-store.ts'
import { lockUsers } from './user-store.ts'

const most = 500

/**
 * An administrator lets people in again, or keeps them out: suspended for now, resigned, archived. Who is not activated
 * is signed out everywhere and cannot sign in (2005, archived people 2004); their data stays, and so do their
 * identifiers, which nobody else can take. 2231 nobody named, 400 too many at once, 2212 the owner of the platform,
 * 2004 somebody does not exist: then nobody is changed.
 */
export const changeStatus: Verb<{ ids: string[]; status: UserStatus }, void> = {
  name: 'user.change-status',
  admits: 'manager',
  prepare: keep,
  async run(context, { ids, status }) {
    const { tx, pool, now, changed } = context
    const wanted = [...new Set(ids)].sort()
    if (wanted.length === 0) refuse(2231)
    requireFew(wanted, 'userIds', most)
    if (status !== 'Activated' && pool.isRoot && pool.ownerId && wanted.includes(pool.ownerId)) refuse(2212)
    await lockUsers(tx, pool.id, wanted)
    const found = await setStatus(tx, pool.id, wanted, status, now)
    if (found.length < wanted.length) refuse(2004)
    if (status !== 'Activated') await endEverySession(context, found)
    for (const id of found) changed(`user:${pool.id}:${id}`)
  },
}

/** People who have left: resigned or archived, the newest first. */
export const listArchivedUsers: Question<Page, UserPage> = {
  name: 'user.list-archived',
  admits: 'manager',
  answer: ({ look, pool }, page) => listArchived(look, pool.id, page),
}
