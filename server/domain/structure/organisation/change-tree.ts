import { refuse } from '@menshen/contract/errors'
import { forgetSubjects } from '#domain/ground/permission/grant-store.ts'
import { forgetStrays, forgetTargets } from '#domain/people/custom-field/forget-targets.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { type DepartmentFields, type DepartmentInput, parseCode, parseDepartment } from './department-input.ts'
import { findRoots, findSubtree, deleteDepartment as removeDepartment } from './department-store.ts'
import { change, hang, move } from './hang.ts'
import type { Department } from './organisation.ts'
import { lockOrganisation, deleteOrganisation as removeOrganisation } from './organisation-store.ts'
import { requireDepartment } from './resolve.ts'

export type NewDepartment = DepartmentInput & {
  organisationId: string
  /** Left out: right below the top. */
  parentId?: string | null
}

/** 400 malformed or too deep, 404 no such organisation or parent, 409 the organisation has that code. */
export const addDepartment: Verb<
  'department.created',
  NewDepartment,
  Department,
  { fields: DepartmentFields; input: NewDepartment }
> = {
  name: 'organisation.add-department',
  admits: 'manager',
  emits: ['department.created'],
  prepare: (_before, input) => ({ fields: parseDepartment(input), input }),
  run: (context, { fields, input: { organisationId, parentId } }) => hang(context, fields, organisationId, parentId),
}

export type DepartmentChange = { id: string } & Partial<Omit<DepartmentInput, 'name'>> & { name?: string | null }

/** What is not given stays. 400 malformed, 404 no such department, 409 the new code is taken. */
export const updateDepartment: Verb<
  'department.updated',
  DepartmentChange,
  Department,
  { id: string; changes: Partial<DepartmentFields> }
> = {
  name: 'organisation.update-department',
  admits: 'manager',
  emits: ['department.updated'],
  prepare: (_before, { id, ...input }) => ({ id, changes: changesOf(input) }),
  run: (context, { id, changes }) => change(context, id, changes),
}

function changesOf(input: Omit<DepartmentChange, 'id'>): Partial<DepartmentFields> {
  const parsed = parseDepartment({ ...input, name: input.name ?? 'unchanged' })
  return {
    ...(input.name && { name: parsed.name }),
    ...(input.code && { code: parseCode(input.code) }),
    ...(typeof input.description === 'string' && { description: parsed.description }),
    ...(input.nameI18n ? { name_i18n: parsed.name_i18n, name_i18n_off: [] } : {}),
    ...(input.descriptionI18n ? { description_i18n: parsed.description_i18n } : {}),
    ...(typeof input.order === 'number' && { position: parsed.position }),
  }
}

interface DepartmentKey {
  organisationId: string
  id: string
}

/** With everything below it. 404 no such department in that organisation, 400 the one at the top. */
export const deleteDepartment: Verb<'department.deleted', DepartmentKey, void> = {
  name: 'organisation.delete-department',
  admits: 'manager',
  emits: ['department.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { organisationId, id }) {
    await lockOrganisation(tx, pool.id, organisationId)
    const department = await requireDepartment(tx, pool.id, id)
    if (department.organisationId !== organisationId) refuse(404, { variant: 'department', values: { key: id } })
    if (!department.parentId) refuse(400, { variant: 'topDepartment' })
    const below = await findSubtree(tx, department)
    const ids = below.map((one) => one.id)
    await forgetSubjects(tx, pool.id, 'ORG', ids)
    await removeDepartment(tx, pool.id, id)
    await forgetStrays(tx, pool.id, 'NODE')
    emit('department.deleted', { departmentId: id, organisationId })
  },
}

/** 404 no such department or target in that organisation; 400 the one at the top, a target at or below the moved one, too deep. */
export const moveDepartment: Verb<'department.moved', DepartmentKey & { targetId: string }, void> = {
  name: 'organisation.move-department',
  admits: 'manager',
  emits: ['department.moved'],
  prepare: nothingToPrepare,
  run: (context, { organisationId, id, targetId }) => move(context, organisationId, id, targetId),
}

/** With all its departments. 404 no such organisation. */
export const deleteOrganisation: Verb<'organisation.deleted', { id: string }, void> = {
  name: 'organisation.delete',
  admits: 'manager',
  emits: ['organisation.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { id }) {
    const [root] = await findRoots(tx, pool.id, [id])
    const departments = root ? await findSubtree(tx, root) : []
    const ids = departments.map((one) => one.id)
    await forgetSubjects(tx, pool.id, 'ORG', ids)
    if (!(await removeOrganisation(tx, pool.id, id))) refuse(404, { variant: 'organisation', values: { key: id } })
    await forgetTargets(tx, pool.id, 'ORG', [id])
    await forgetStrays(tx, pool.id, 'NODE')
    emit('organisation.deleted', { organisationId: id })
  },
}
