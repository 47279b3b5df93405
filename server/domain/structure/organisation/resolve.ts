import { refuse } from '@menshen/contract/errors'
import type { Reader } from '#platform/database/database.ts'
import { findChildren, findDepartments, findDepartmentsByCode } from './department-store.ts'
import { ancestorIds, type Department, type PlacedDepartment } from './organisation.ts'

/**
 * The departments of these names: ids, or codes. 404 for one that is missing, 400 for a code that several organisations
 * have.
 */
export async function resolveDepartments(reader: Reader, userPoolId: string, names: string[]): Promise<Department[]> {
  const wanted = [...new Set(names)]
  const byId = await findDepartments(reader, userPoolId, wanted)
  const codes = wanted.filter((name) => !byId.some(({ id }) => id === name))
  if (codes.length === 0) return byId
  const byCode = await findDepartmentsByCode(reader, userPoolId, codes)
  for (const code of codes) {
    const found = byCode.filter((department) => department.code === code).length
    if (found === 0) refuse(404, { variant: 'department', values: { key: code } })
    if (found > 1) refuse(400, { variant: 'departmentCode', values: { code } })
  }
  return [...byId, ...byCode]
}

/** The department of that id, or 404. */
export async function requireDepartment(reader: Reader, userPoolId: string, id: string): Promise<Department> {
  const [department] = await findDepartments(reader, userPoolId, [id])
  return department ?? refuse(404, { variant: 'department', values: { key: id } })
}

/** Finds out where departments stand. Two statements, however many there are. */
export async function place(
  reader: Reader,
  userPoolId: string,
  departments: Department[],
): Promise<PlacedDepartment[]> {
  const above = [...new Set(departments.flatMap(ancestorIds))]
  const ancestors = new Map((await findDepartments(reader, userPoolId, above)).map((one) => [one.id, one]))
  const ids = departments.map(({ id }) => id)
  const children = ids.length > 0 ? await findChildren(reader, userPoolId, ids) : []
  return departments.map((department) => ({
    department,
    ancestors: ancestorIds(department).flatMap((id) => ancestors.get(id) ?? []),
    childIds: children.filter(({ parentId }) => parentId === department.id).map(({ id }) => id),
  }))
}
