import { refuse } from '@menshen/contract/errors'
import type { Reader } from '#platform/database/database.ts'
import { findDepartments, findDepartmentsByCode } from '../organisation/department-store.ts'
import type { Department } from '../organisation/organisation.ts'
import { requireDepartment, resolveDepartments } from '../organisation/resolve.ts'
import { findDepartmentsByOpenId, findRootsNamed } from './named-store.ts'

/** By the code of the department at its top; where that has none, by the id of the organisation. Of that tenant, where one is named. */
export interface OrganisationName {
  code: string
  tenantId?: string | undefined
}

/** What a department can go by, as it is called on the wire. */
export const departmentKeys = ['department_id', 'open_department_id', 'code'] as const
export type DepartmentKey = (typeof departmentKeys)[number]

/** `root` names the one at the top, whatever it goes by. */
export interface DepartmentName {
  name: string
  by: DepartmentKey
}

export interface NamedDepartment extends DepartmentName {
  organisation: OrganisationName
}

/** A code that this generation of clients could have given. */
const longestCode = 64
const codeForm = /^[A-Za-z0-9_.:-]+$/

/** A new code of an organisation or department. 400 for one that is too long, or has other signs in it. `field`: its name on the wire. */
export function newCode(code: string, field: string): string {
  if (code.length > longestCode) refuse(400, { variant: 'long', values: { field, max: longestCode } })
  if (!codeForm.test(code))
    refuse(400, { variant: 'signs', values: { field, min: 1, max: longestCode, signs: '-_.:' } })
  return code
}

/** The department at the top. 404 no such organisation, 400 several of that code, or a code longer than one can be. */
export async function requireRoot(
  reader: Reader,
  userPoolId: string,
  { code, tenantId }: OrganisationName,
): Promise<Department> {
  const [root, another] = await findRootsNamed(reader, userPoolId, [code], tenantId)
  if (another) refuse(400, { variant: 'departmentCode', values: { code } })
  if (root) return root
  if (code.length > longestCode)
    refuse(400, { variant: 'long', values: { field: 'organizationCode', max: longestCode } })
  return refuse(404, { variant: 'organisation', values: { key: code } })
}

/** Refuses like `requireRoot`; then 404 for a department that there is not in that organisation. */
export async function requireNamed(reader: Reader, userPoolId: string, named: NamedDepartment): Promise<Department> {
  return requireWithin(reader, await requireRoot(reader, userPoolId, named.organisation), named)
}

/** A department of the organisation that a root stands for; 404 when there is none of that name. */
export async function requireWithin(
  reader: Reader,
  root: Department,
  { name, by }: DepartmentName,
): Promise<Department> {
  if (name === 'root' || name === root.id) return root
  const { userPoolId, organisationId } = root
  const [found] = await finders[by](reader, userPoolId, name, organisationId)
  return found?.organisationId === organisationId
    ? found
    : refuse(404, { variant: 'department', values: { key: name } })
}

type Finder = (reader: Reader, userPoolId: string, name: string, organisationId: string) => Promise<Department[]>

const finders: Record<DepartmentKey, Finder> = {
  department_id: (reader, userPoolId, id) => findDepartments(reader, userPoolId, [id]),
  open_department_id: (reader, userPoolId, id, organisationId) =>
    findDepartmentsByOpenId(reader, userPoolId, id, organisationId),
  code: (reader, userPoolId, code, organisationId) => findDepartmentsByCode(reader, userPoolId, [code], organisationId),
}

/** A department whose organisation nobody has named. 404 when there is none, 400 when several organisations have it. */
export async function requireAnywhere(
  reader: Reader,
  userPoolId: string,
  { name, by }: DepartmentName,
): Promise<Department> {
  if (by === 'department_id') return requireDepartment(reader, userPoolId, name)
  const found =
    by === 'code'
      ? await resolveDepartments(reader, userPoolId, [name])
      : await findDepartmentsByOpenId(reader, userPoolId, name)
  if (found.length > 1) refuse(400, { variant: 'departmentCode', values: { code: name } })
  return found[0] ?? refuse(404, { variant: 'department', values: { key: name } })
}
