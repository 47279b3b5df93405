import { refuse } from '@menshen/contract/errors'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { forgetTargets } from '#domain/people/custom-field/forget-targets.ts'
import { checkValues, writeValues } from '#domain/people/custom-field/write-values.ts'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Group } from './group.ts'
import { findGroups, insertGroups, deleteGroups as removeGroups, saveGroup, upsertGroup } from './group-store.ts'
import { refuseTakenCode } from './require.ts'

export interface NewGroup {
  code: string
  name: string
  description?: string | null | undefined
  /** Of its custom fields. */
  values?: ValueInput[] | undefined
}

interface ParsedGroup {
  code: string
  name: string
  description: string | null
  values: ValueInput[]
}

async function parse(before: Before, { code, name, description, values = [] }: NewGroup): Promise<ParsedGroup> {
  await checkValues(before, 'GROUP', values)
  return {
    code: requiredText(code, 'code', 128),
    name: requiredText(name, 'name', 256),
    description: description ? checkedText(description, 'description') : null,
    values,
  }
}

/** 400 malformed or a value that does not fit, 409 the pool has a group of that code. */
export const createGroup: Verb<'group.created', NewGroup, Group, ParsedGroup> = {
  name: 'group.create',
  admits: 'manager',
  emits: ['group.created'],
  prepare: parse,
  async run(context, group) {
    const [made] = await insert(context, [group])
    return made as Group
  },
}

/** Creates all of these groups or none: refuses like `createGroup`, and 400 when none is named or more than 100 are. */
export const createGroups: Verb<'group.created', { list: NewGroup[] }, Group[], ParsedGroup[]> = {
  name: 'group.create-batch',
  admits: 'manager',
  emits: ['group.created'],
  async prepare(before, { list }) {
    requireSome(list, 'list', 100)
    const groups: ParsedGroup[] = []
    for (const one of list) groups.push(await parse(before, one))
    const codes = groups.map(({ code }) => code)
    const twice = codes.find((code, at) => codes.indexOf(code) < at)
    if (twice !== undefined) refuse(409, { variant: 'group', values: { key: twice } })
    return groups
  },
  run: insert,
}

async function insert(context: Context<'group.created'>, groups: ParsedGroup[]): Promise<Group[]> {
  const { tx, pool, now, emit } = context
  const codes = groups.map(({ code }) => code)
  const [taken] = await findGroups(tx, pool.id, codes)
  if (taken) refuse(409, { variant: 'group', values: { key: taken.code } })
  const rows = groups.map(({ values: _values, ...group }) => ({
    ...{ user_pool_id: pool.id, id: newId(now), ...group, created_at: now, updated_at: now },
  }))
  const made = await insertGroups(tx, rows).catch((error) => refuseTakenCode(error, codes[0] ?? ''))
  const ids = new Map(made.map(({ code, id }) => [code, id]))
  const writes = groups.flatMap(({ code, values }) =>
    values.map((value) => ({ ...value, targetId: ids.get(code) as string })),
  )
  await writeValues(context, 'GROUP', writes)
  for (const { id } of made) emit('group.created', { groupId: id })
  return codes.map((code) => made.find((group) => group.code === code) as Group)
}

/** Makes the group, or gives the one of that code this name and description. 400 malformed. */
export const saveGroupOfCode: Verb<
  'group.created' | 'group.updated',
  Omit<NewGroup, 'values'>,
  { created: boolean; group: Group },
  ParsedGroup
> = {
  name: 'group.save',
  admits: 'manager',
  emits: ['group.created', 'group.updated'],
  prepare: parse,
  async run({ tx, pool, now, emit }, { code, name, description }) {
    const made = { user_pool_id: pool.id, id: newId(now), code, name, description, created_at: now, updated_at: now }
    const saved = await upsertGroup(tx, made)
    emit(saved.created ? 'group.created' : 'group.updated', { groupId: saved.group.id })
    return saved
  },
}

export interface GroupChange {
  code: string
  newCode?: string | null | undefined
  /** Null and left out: as it is. */
  name?: string | null | undefined
  description?: string | null | undefined
  /** Of its custom fields; those that are not named stay as they are. */
  values?: ValueInput[] | undefined
}

interface ParsedChange {
  code: string
  changes: { code?: string; name?: string; description?: string }
  values: ValueInput[]
}

/** 400 malformed or a value that does not fit, 404 no such group, 409 the new code is taken. */
export const updateGroup: Verb<'group.updated', GroupChange, Group, ParsedChange> = {
  name: 'group.update',
  admits: 'manager',
  emits: ['group.updated'],
  async prepare(before, { code, newCode, name, description, values = [] }) {
    await checkValues(before, 'GROUP', values)
    return {
      code,
      changes: {
        ...(newCode && { code: requiredText(newCode, 'newCode', 128) }),
        ...(name && { name: requiredText(name, 'name', 256) }),
        ...(typeof description === 'string' && { description: checkedText(description, 'description') }),
      },
      values,
    }
  },
  async run(context, { code, changes, values }) {
    const { tx, pool, now, emit } = context
    const saved = await saveGroup(tx, pool.id, code, changes, now).catch((error) =>
      refuseTakenCode(error, changes.code ?? code),
    )
    if (!saved) refuse(404, { variant: 'group', values: { key: code } })
    await writeValues(
      context,
      'GROUP',
      values.map((value) => ({ ...value, targetId: saved.id })),
    )
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
    await forgetTargets(tx, pool.id, 'GROUP', ids)
    emit('group.deleted', { groupIds: ids })
  },
}
