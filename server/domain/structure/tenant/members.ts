import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import { deleteMember, insertMembers, listMembers, type MemberChanges, saveMembers } from './member-store.ts'
import type { TenantMember } from './tenant.ts'
import { findTenant } from './tenant-store.ts'

async function requireTenant(reader: Reader, userPoolId: string, id: string): Promise<void> {
  if (!(await findTenant(reader, userPoolId, id))) refuse(404, { variant: 'tenant', values: { key: id } })
}

function bounded(userIds: string[]): string[] {
  requireFew(userIds, 'userIds')
  return [...new Set(userIds)]
}

export const listTenantMembers: Question<
  Page & { id: string },
  { totalCount: number; list: { user: User; member: TenantMember }[] }
> = {
  name: 'tenant.members',
  admits: 'manager',
  async answer({ reader, pool }, { id, ...page }) {
    await requireTenant(reader, pool.id, id)
    return listMembers(reader, pool.id, id, page)
  },
}

/** 404 no such tenant, 2004 one of the people does not exist: then nobody is added. */
export const addTenantMembers: Verb<'tenant.members-added', { id: string; userIds: string[] }, void> = {
  name: 'tenant.add-members',
  admits: 'manager',
  emits: ['tenant.members-added'],
  prepare: (_before, { id, userIds }) => ({ id, userIds: bounded(userIds) }),
  async run({ tx, pool, now, emit }, { id, userIds }) {
    await requireTenant(tx, pool.id, id)
    if ((await findUsers(tx, pool.id, 'id', userIds)).length < userIds.length) refuse(2004)
    await insertMembers(tx, pool.id, id, userIds, now)
    emit('tenant.members-added', { tenantId: id, userIds })
  },
}

/** 404 no such tenant, 2004 the person is not in it. */
export const removeTenantMember: Verb<'tenant.member-removed', { id: string; userId: string }, void> = {
  name: 'tenant.remove-member',
  admits: 'manager',
  emits: ['tenant.member-removed'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { id, userId }) {
    await requireTenant(tx, pool.id, id)
    if (!(await deleteMember(tx, pool.id, id, userId))) refuse(2004)
    emit('tenant.member-removed', { tenantId: id, userId })
  },
}

/** Switches members on or off, or makes them administrators or not. 404 no such tenant, 2004 one of them is not in it. */
export const changeTenantMembers: Verb<
  'tenant.members-changed',
  { id: string; userIds: string[]; isEnabled?: boolean; isAdmin?: boolean; apiAuthorized?: boolean },
  void,
  { id: string; userIds: string[]; changes: MemberChanges }
> = {
  name: 'tenant.change-members',
  admits: 'manager',
  emits: ['tenant.members-changed'],
  prepare: (_before, { id, userIds, isEnabled, isAdmin, apiAuthorized }) => ({
    id,
    userIds: bounded(userIds),
    changes: {
      ...(isEnabled !== undefined && { is_enabled: isEnabled }),
      ...(isAdmin !== undefined && { is_admin: isAdmin }),
      ...(apiAuthorized !== undefined && { api_authorized: apiAuthorized }),
    },
  }),
  async run({ tx, pool, emit }, { id, userIds, changes }) {
    await requireTenant(tx, pool.id, id)
    if ((await saveMembers(tx, pool.id, id, userIds, changes)) < userIds.length) refuse(2004)
    emit('tenant.members-changed', { tenantId: id, userIds })
  },
}
