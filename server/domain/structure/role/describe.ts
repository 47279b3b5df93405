import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { namesOfNamespaces } from '#domain/tenancy/namespace/require.ts'
import { isOn, type Role } from './role.ts'

export interface DescribedRole extends Role {
  /** Of now. */
  isOn: boolean
  namespaceName: string
}

/** Roles of one pool that a door is about to tell, with what does not stand in their rows. */
export async function describeRoles(domain: Domain, roles: Role[]): Promise<DescribedRole[]> {
  const [first] = roles
  if (!first) return []
  const now = groundOf(domain).clock()
  const nameOf = await namesOfNamespaces(
    domain,
    first.userPoolId,
    roles.map(({ namespace }) => namespace),
  )
  return roles.map((role) => ({ ...role, isOn: isOn(role, now), namespaceName: nameOf(role.namespace) }))
}
