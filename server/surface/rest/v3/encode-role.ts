import type { Static } from 'typebox'
import { type DescribedRole, describeRoles } from '#domain/structure/role/describe.ts'
import type { Role } from '#domain/structure/role/role.ts'
import { restDate } from '../../view/user.ts'
import type { Call } from '../engine/row.ts'
import type { Role as RoleNoun } from './nouns/role.ts'

type Encoded = Static<typeof RoleNoun>

export const statusOf = (isOn: boolean): Encoded['status'] => (isOn ? 'ENABLE' : 'DISABLE')

function encodeRole({ isOn, disabledAt, createdAt, updatedAt, ...role }: DescribedRole): Encoded {
  const { id, code, name, description, namespace, namespaceName } = role
  return {
    ...{ id, code, name, description, namespace, namespaceName },
    status: statusOf(isOn),
    ...(disabledAt && { disableTime: disabledAt.getTime() }),
    createdAt: restDate(createdAt),
    updatedAt: restDate(updatedAt),
  }
}

/** Roles of one pool. */
export async function encodeRoles(roles: Role[], { domain }: Call): Promise<Encoded[]> {
  return (await describeRoles(domain, roles)).map(encodeRole)
}

export async function encodeOneRole(role: Role, call: Call): Promise<Encoded> {
  const [encoded] = await encodeRoles([role], call)
  return encoded as Encoded
}
