import { refuse } from '@menshen/contract/errors'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import type { Reader } from '#platform/database/database.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { codeOf, type Role, type RoleName } from './role.ts'
import { findRoles } from './role-store.ts'

/** The roles of these codes; 404 names the first that is missing. */
export async function requireRoles(
  reader: Reader,
  userPoolId: string,
  namespace: string,
  codes: string[],
): Promise<Role[]> {
  const found = await findRoles(reader, userPoolId, namespace, codes)
  const missing = codes.find((code) => !found.some((role) => role.code === code))
  if (missing !== undefined) refuse(404, { variant: 'role', values: { key: missing } })
  return found
}

/** Roles of any namespaces, each once; 404 names the first that is missing. */
export async function requireNamedRoles(reader: Reader, userPoolId: string, names: RoleName[]): Promise<Role[]> {
  const codes = Map.groupBy(names, ({ namespace }) => namespaceOf(namespace))
  const roles: Role[] = []
  for (const [namespace, named] of codes) {
    const wanted = [...new Set(named.map(({ code }) => codeOf(code)))]
    roles.push(...(await requireRoles(reader, userPoolId, namespace, wanted)))
  }
  return roles
}

/** Turns the index's refusal of a write into 409; rethrows anything else. */
export function refuseTakenCode(error: unknown, code: string): never {
  if (brokenUniqueness(error) === 'role_code_key') refuse(409, { variant: 'role', values: { key: code } })
  throw error
}
