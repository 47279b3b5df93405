import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { refuseTaken } from './create.ts'
import type { DepartmentFields } from './department-input.ts'
import { depthOf, findRoots, insertDepartments, moveSubtree, saveDepartment } from './department-store.ts'
import { ancestorIds, type Department, mostLevels } from './organisation.ts'
import { lockOrganisation } from './organisation-store.ts'
import { requireDepartment } from './resolve.ts'

/**
 * A new department below another, or right below the top, and says so. 404 no such organisation or parent, 400 too deep, 409 the
 * organisation has its code or its id of the pool's own.
 */
export async function hang(
  { tx, pool, now, emit }: Context<'department.created'>,
  fields: DepartmentFields,
  organisationId: string,
  parentId: string | null | undefined,
): Promise<Department> {
  if (!(await lockOrganisation(tx, pool.id, organisationId)))
    refuse(404, { variant: 'organisation', values: { key: organisationId } })
  const [root] = parentId ? [] : await findRoots(tx, pool.id, [organisationId])
  const parent = root ?? (await requireDepartment(tx, pool.id, parentId ?? ''))
  if (parent.organisationId !== organisationId) refuse(404, { variant: 'department', values: { key: parent.id } })
  if (ancestorIds(parent).length >= mostLevels) refuseTooDeep()
  const id = newId(now)
  const place = { id, organisationId, parentId: parent.id, path: `${parent.path}${id}/` }
  const [made] = await insertDepartments(tx, pool.id, [{ ...fields, ...place }], now).catch((error) =>
    refuseTaken(error, fields),
  )
  emit('department.created', { departmentId: id, parentId: parent.id, organisationId })
  return made as Department
}

/** Changes what is given of a department, and says so. 404 no such department, 409 as `hang` says. */
export async function change(
  { tx, pool, now, emit }: Context<'department.updated'>,
  id: string,
  changes: Partial<DepartmentFields>,
): Promise<Department> {
  const saved = await saveDepartment(tx, pool.id, id, changes, now).catch((error) => refuseTaken(error, changes))
  if (!saved) refuse(404, { variant: 'department', values: { key: id } })
  emit('department.updated', { departmentId: id, organisationId: saved.organisationId })
  return saved
}

/**
 * Hangs a department under another one, and says so. 404 no such department or target in that organisation; 400 the one at the top,
 * a target at or below the moved one, too deep.
 */
export async function move(
  { tx, pool, now, emit }: Context<'department.moved'>,
  organisationId: string,
  id: string,
  targetId: string,
): Promise<void> {
  await lockOrganisation(tx, pool.id, organisationId)
  const department = await requireDepartment(tx, pool.id, id)
  const target = await requireDepartment(tx, pool.id, targetId)
  for (const one of [department, target])
    if (one.organisationId !== organisationId) refuse(404, { variant: 'department', values: { key: one.id } })
  if (!department.parentId || target.path.startsWith(department.path)) refuse(400, { variant: 'departmentMove' })
  const risen = ancestorIds(department).length - 1
  if (ancestorIds(target).length + (await depthOf(tx, department)) - risen > mostLevels) refuseTooDeep()
  await moveSubtree(tx, department, target, now)
  emit('department.moved', { departmentId: id, targetId, organisationId })
}

function refuseTooDeep(): never {
  return refuse(400, { variant: 'deep', values: { field: 'children', max: mostLevels } })
}
