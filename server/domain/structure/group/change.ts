import { refuse } from '@menshen/contract/errors'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Group } from './group.ts'
import { insertGroup, deleteGroups as removeGroups, saveGroup } from './group-store.ts'
import { refuseTakenCode } from './require.ts'

export interface NewGroup {
  code: string
  name: string
  description?: string | null
}

/** 400 malformed, 409 the pool has a group of that code. */
export const createGroup: Verb<'group.created', NewGroup, Group> = {
  name: 'group.create',
  admits: 'manager',
  emits: ['group.created'],
  prepare: (_before, { code, name, description }) => ({
    code: requiredText(code, 'code', 128),
    name: requiredText(name, 'name', 256),
    description: description ? checkedText(description, 'description') : null,
  }),
  async run({ tx, pool, now, emit }, { code, name, description = null }) {
    const made = { user_pool_id: pool.id, id: newId(now), code, name, description, created_at: now, updated_at: now }
    const group = await insertGroup(tx, made).catch((error) => refuseTakenCode(error, code))
    emit('group.created', { groupId: group.id })
    return group
  },
}

export interface GroupChange {
  code: string
  newCode?: string | null
  /** Null and left out: as it is. */
  name?: string | null
  description?: string | null
}

/** 400 malformed, 404 no such group, 409 the new code is taken. */
export const updateGroup: Verb<
  'group.updated',
  GroupChange,
  Group,
  { code: string; changes: Partial<Record<keyof NewGroup, string>> }
> = {
  name: 'group.update',
  admits: 'manager',
  emits: ['group.updated'],
  prepare: (_before, { code, newCode, name, description }) => ({
    code,
    changes: {
      ...(newCode && { code: requiredText(newCode, 'newCode', 128) }),
      ...(name && { name: requiredText(name, 'name', 256) }),
      ...(typeof description === 'string' && { description: checkedText(description, 'description') }),
    },
  }),
  async run({ tx, pool, now, emit }, { code, changes }) {
    const saved = await saveGroup(tx, pool.id, code, changes, now).catch((error) =>
      refuseTakenCode(error, changes.code ?? code),
    )
    if (!saved) refuse(404, { variant: 'group', values: { key: code } })
    emit('group.updated', { groupId: saved.id })
    return saved
  },
}

/** Deletes all of these groups or none: 400 none named, 404 one of them is missing. */
export const deleteGroups: Verb<'group.deleted', { codes: string[] }, void> = {
  name: 'group.delete',
  admits: 'manager',
  emits: ['group.deleted'],
  prepare: (_before, { codes }) => {
    requireSome(codes, 'codeList')
    return { codes: [...new Set(codes)] }
  },
  async run({ tx, pool, emit }, { codes }) {
    const deleted = await removeGroups(tx, pool.id, codes)
    const missing = codes.find((code) => !deleted.some((group) => group.code === code))
    if (missing !== undefined) refuse(404, { variant: 'group', values: { key: missing } })
    const ids = deleted.map(({ id }) => id)
    await forgetSubjects(tx, pool.id, 'GROUP', ids)
    emit('group.deleted', { groupIds: ids })
  },
}
