import { refuse } from '@menshen/contract/errors'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { type Context, nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'
import type { Group } from './group.ts'
import { deleteMembers, insertMembers, listMembers } from './member-store.ts'
import { requireGroup } from './require.ts'

interface Members {
  code: string
  userIds: string[]
}

/** 400 too many at a time, 404 no such group, 2004 one of the people does not exist: then nobody is added. */
export const addToGroup: Verb<'group.members-added', Members, void> = {
  name: 'group.add-members',
  admits: 'manager',
  emits: ['group.members-added'],
  prepare: nothingToPrepare,
  async run(context, members) {
    const { group, ids } = await resolve(context, members)
    await insertMembers(context.tx, context.pool.id, group.id, ids, context.now)
    context.emit('group.members-added', { groupId: group.id, userIds: ids })
  },
}

/** Refuses like `addToGroup`; who is not in the group is passed over. */
export const removeFromGroup: Verb<'group.members-removed', Members, void> = {
  name: 'group.remove-members',
  admits: 'manager',
  emits: ['group.members-removed'],
  prepare: nothingToPrepare,
  async run(context, members) {
    const { group, ids } = await resolve(context, members)
    await deleteMembers(context.tx, context.pool.id, group.id, ids)
    context.emit('group.members-removed', { groupId: group.id, userIds: ids })
  },
}

async function resolve({ tx, pool }: Context, { code, userIds }: Members): Promise<{ group: Group; ids: string[] }> {
  const ids = [...new Set(userIds)]
  requireFew(ids, 'userIds')
  const group = await requireGroup(tx, pool.id, code)
  if ((await findUsers(tx, pool.id, 'id', ids)).length < ids.length) refuse(2004)
  return { group, ids }
}

/** The people in a group. `id` as `getGroup` answered it. */
export const listGroupMembers: Question<Page & { id: string }, UserPage> = {
  name: 'group.members',
  admits: 'manager',
  answer: ({ reader, pool }, { id, ...page }) => listMembers(reader, pool.id, id, page),
}

/** The people in the group of that code; 404 when there is none. */
export const demandGroupMembers: Question<Page & { code: string }, UserPage> = {
  name: 'group.demand-members',
  admits: 'manager',
  async answer({ reader, pool }, { code, ...page }) {
    return listMembers(reader, pool.id, (await requireGroup(reader, pool.id, code)).id, page)
  },
}
