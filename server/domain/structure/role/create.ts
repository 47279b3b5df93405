import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { newId } from '#platform/crypto/random.ts'
import { refuseTakenCode } from './require.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles, findRolesById, insertRoles } from './role-store.ts'
import { futureOf, type Time } from './term.ts'

export interface NewRole extends RoleName {
  name?: string | null | undefined
  description?: string | null | undefined
  /** Code, in the same namespace, or id of the role whose permissions this one has too. */
  parent?: string | null | undefined
  /** From when on it is off by itself. */
  disableTime?: Time
}

interface ParsedRole {
  code: string
  namespace: string
  name: string | null
  description: string | null
  parent: string | null
  disabledAt: Date | null
}

function parse(input: NewRole, now: Date): ParsedRole {
  return {
    code: codeOf(input.code),
    namespace: namespaceOf(input.namespace),
    name: input.name ? checkedText(input.name, 'name', 256) : null,
    description: input.description ? checkedText(input.description, 'description', 1_000) : (input.description ?? null),
    parent: input.parent ?? null,
    disabledAt: futureOf(input.disableTime, 'disableTime', now),
  }
}

/** 400 malformed, 404 no such namespace or parent, 409 the namespace has a role of that code. */
export const createRole: Verb<'role.created', NewRole, Role, ParsedRole> = {
  name: 'role.create',
  admits: 'manager',
  emits: ['role.created'],
  prepare: ({ now }, input) => parse(input, now),
  async run(context, role) {
    const [made] = await insert(context, [role])
    return made as Role
  },
}

/** Creates all of these roles or none: refuses like `createRole`, and 400 when none is named or more than 1,000 are. */
export const createRoles: Verb<'role.created', { list: NewRole[] }, Role[], ParsedRole[]> = {
  name: 'role.create-batch',
  admits: 'manager',
  emits: ['role.created'],
  prepare: ({ now }, { list }) => {
    requireSome(list, 'list')
    const roles = list.map((one) => parse(one, now))
    const names = roles.map(({ namespace, code }) => JSON.stringify([namespace, code]))
    const twice = roles.find((_role, at) => names.indexOf(names[at] as string) < at)
    if (twice) refuse(409, { variant: 'role', values: { key: twice.code } })
    return roles
  },
  run: insert,
}

async function insert(context: Context<'role.created'>, roles: ParsedRole[]): Promise<Role[]> {
  const { tx, pool, now } = context
  for (const [namespace, own] of Map.groupBy(roles, (role) => role.namespace)) {
    await requireNamespace(tx, pool.id, namespace)
    const codes = own.map(({ code }) => code)
    const [taken] = await findRoles(tx, pool.id, namespace, codes)
    if (taken) refuse(409, { variant: 'role', values: { key: taken.code } })
  }
  const rows = []
  for (const { parent, disabledAt, ...role } of roles) {
    const above = parent ? await findParent(context, role.namespace, parent) : null
    const times = { disabled_at: disabledAt, created_at: now, updated_at: now }
    rows.push({ user_pool_id: pool.id, id: newId(now), ...role, parent_id: above?.id ?? null, ...times })
  }
  const made = await insertRoles(tx, rows).catch((error) => refuseTakenCode(error, roles[0]?.code ?? ''))
  for (const { id } of made) context.emit('role.created', { roleId: id })
  return made
}

async function findParent({ tx, pool }: Context, namespace: string, name: string): Promise<Role> {
  const [byId] = await findRolesById(tx, pool.id, [name])
  const [byCode] = byId ? [byId] : await findRoles(tx, pool.id, namespace, [name])
  return byCode ?? refuse(404, { variant: 'role', values: { key: name } })
}
