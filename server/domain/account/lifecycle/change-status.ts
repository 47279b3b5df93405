import { refuse } from '@menshen/contract/errors'
import { endEverySession } from '#domain/entry/session/end-every.ts'
import type { UserStatus } from '#domain/people/user/user.ts'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { listArchived, listArchivedSince, setStatus } from '#domain/people/user/user-status-store.ts'
import { lockUsers } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'

const most = 500

const toldOf = {
  Activated: 'user.activated',
  Suspended: 'user.suspended',
  Resigned: 'user.resigned',
  Archived: 'user.archived',
} as const satisfies Record<UserStatus, string>

/**
 * An administrator lets people in again, or keeps them out: suspended for now, resigned, archived. Who is not activated
 * is signed out everywhere and cannot sign in (2005, archived people 2004); their data stays, and so do their
 * identifiers, which nobody else can take. 2231 nobody named, 400 too many at once, 2212 the owner of the platform,
 * 2004 somebody does not exist: then nobody is changed.
 */
export const changeStatus: Verb<
  'user.activated' | 'user.suspended' | 'user.resigned' | 'user.archived',
  { ids: string[]; status: UserStatus },
  void
> = {
  name: 'user.change-status',
  admits: 'manager',
  emits: ['user.activated', 'user.suspended', 'user.resigned', 'user.archived'],
  prepare: nothingToPrepare,
  async run(context, { ids, status }) {
    const { tx, pool, now, changed, emit } = context
    const wanted = [...new Set(ids)].sort()
    if (wanted.length === 0) refuse(2231)
    requireFew(wanted, 'userIds', most)
    if (status !== 'Activated' && pool.isRoot && pool.ownerId && wanted.includes(pool.ownerId)) refuse(2212)
    await lockUsers(tx, pool.id, wanted)
    const found = await setStatus(tx, pool.id, wanted, status, now)
    if (found.length < wanted.length) refuse(2004)
    if (status !== 'Activated') await endEverySession(context, found)
    for (const id of found) changed(`user:${pool.id}:${id}`)
    emit(toldOf[status], { userIds: found })
  },
}

/** People who have left: resigned or archived, the newest first. */
export const listArchivedUsers: Question<Page, UserPage> = {
  name: 'user.list-archived',
  admits: 'manager',
  answer: ({ reader, pool }, page) => listArchived(reader, pool.id, page),
}

/** Who is archived, and since when, the latest first; of those who have resigned nobody. */
export const listArchivedUsersSince: Question<Page & { since: Date | null }, UserPage> = {
  name: 'user.list-archived-since',
  admits: 'manager',
  answer: ({ reader, pool }, input) => listArchivedSince(reader, pool.id, input),
}
