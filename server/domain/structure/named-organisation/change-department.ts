import { refuse } from '@menshen/contract/errors'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { checkValues, writeValues } from '#domain/people/custom-field/write-values.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { flag, isOf } from '#domain/shape/kind.ts'
import { type Context, nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { deleteDepartment } from '../organisation/change-tree.ts'
import type { DepartmentFields } from '../organisation/department-input.ts'
import { change, hang, move } from '../organisation/hang.ts'
import type { Department } from '../organisation/organisation.ts'
import { requireDepartment } from '../organisation/resolve.ts'
import { appoint } from './appoint.ts'
import { describeOne, requireFree } from './change-organisation.ts'
import type { DescribedDepartment } from './describe.ts'
import { type NamedInput, parseChanges, parseNew } from './input.ts'
import { type DepartmentName, type NamedDepartment, type OrganisationName, requireRoot, requireWithin } from './name.ts'

export type NewNamedDepartment = NamedInput & {
  name: string
  organisation: OrganisationName
  parent: DepartmentName
  /** What is to stand in its custom fields. */
  values: ValueInput[]
}

/**
 * 400 malformed or too deep, 404 no such organisation or parent, 409 the organisation has that code or that id of the pool's own;
 * of custom fields what `checkValues` says.
 */
export const createNamedDepartment: Verb<
  'department.created' | 'department.fields-changed',
  NewNamedDepartment,
  DescribedDepartment,
  Pick<NewNamedDepartment, 'organisation' | 'parent' | 'values'> & { fields: DepartmentFields }
> = {
  name: 'department.create',
  admits: 'manager',
  emits: ['department.created', 'department.fields-changed'],
  async prepare(before, { organisation, parent, values, ...input }) {
    // An empty code names no organisation that there is; a blank one is none.
    if (organisation.code !== '' && organisation.code.trim() === '')
      refuse(400, { variant: 'empty', values: { field: 'organizationCode' } })
    await checkValues(before, 'NODE', values)
    return { organisation, parent, values, fields: parseNew(input) }
  },
  async run(context, { organisation, parent, values, fields }) {
    const { tx, pool } = context
    const root = await requireRoot(tx, pool.id, organisation)
    const above = await requireWithin(tx, root, parent)
    const made = await hang(context, fields, root.organisationId, above.id)
    await fill(context, made, values)
    return describeOne(context, made)
  },
}

async function fill(
  context: Pick<Context<'department.fields-changed'>, 'tx' | 'pool' | 'now' | 'caller' | 'emit'>,
  { id }: Department,
  values: ValueInput[],
): Promise<void> {
  if (values.length === 0) return
  await writeValues(
    context,
    'NODE',
    values.map((value) => ({ ...value, targetId: id })),
  )
  context.emit('department.fields-changed', { departmentIds: [id], keys: [...new Set(values.map(({ key }) => key))] })
}

export type NamedDepartmentChange = NamedInput & {
  named: NamedDepartment
  /** Where it is to hang, by the same key; left out: where it does. */
  parent?: string | undefined
  /** Who leads it from now on; left out: as it is. */
  leaderIds?: string[] | undefined
  values: ValueInput[]
}

/**
 * All of it or nothing. 400 malformed, too deep, below itself, or another place for the one at the top; 404 no such organisation,
 * department or parent; 409 the code is taken; 2004 one of those who are to lead it does not exist.
 */
export const updateNamedDepartment: Verb<
  'department.updated' | 'department.moved' | 'department.members-added' | 'department.fields-changed',
  NamedDepartmentChange,
  DescribedDepartment,
  Pick<NamedDepartmentChange, 'named' | 'parent' | 'leaderIds' | 'values'> & { changes: Partial<DepartmentFields> }
> = {
  name: 'department.update',
  admits: 'manager',
  emits: ['department.updated', 'department.moved', 'department.members-added', 'department.fields-changed'],
  async prepare(before, { named, parent, leaderIds, values, ...input }) {
    await checkValues(before, 'NODE', values)
    return { named, parent, leaderIds, values, changes: parseChanges(input) }
  },
  async run(context, { named, parent, leaderIds, values, changes }) {
    const { tx, pool } = context
    const root = await requireRoot(tx, pool.id, named.organisation)
    const department = await requireWithin(tx, root, named)
    const { id } = department
    if (parent !== undefined)
      await rehang(context, department, await requireWithin(tx, root, { ...named, name: parent }))
    // The code of the one at the top is that of its organisation.
    if (id === root.id && changes.code && changes.code !== root.code) await requireFree(context, changes.code)
    const saved = await change(context, id, changes)
    if (leaderIds) await appoint(context, saved, leaderIds)
    await fill(context, saved, values)
    return describeOne(context, saved)
  },
}

/** Where it hangs already is no move, and the one at the top may be said to hang at the top. */
async function rehang(context: Context<'department.moved'>, department: Department, above: Department): Promise<void> {
  const { id, parentId, organisationId } = department
  if (above.id !== (parentId ?? id)) await move(context, organisationId, id, above.id)
}

/** With everything below it. Refuses like `requireNamed`; 400 the one at the top. */
export const deleteNamedDepartment: Verb<'department.deleted', NamedDepartment, void> = {
  name: 'department.delete',
  admits: 'manager',
  emits: ['department.deleted'],
  prepare: nothingToPrepare,
  async run(context, named) {
    const root = await requireRoot(context.tx, context.pool.id, named.organisation)
    const { id, organisationId } = await requireWithin(context.tx, root, named)
    return deleteDepartment.run(context, { id, organisationId })
  },
}

export interface DepartmentStatus {
  id: string
  /** True or false, or the same as a text. */
  status: unknown
  /** Only the one at the top of an organisation is meant. */
  isTop: boolean
}

/** 2231 without a status, 400 for another one, 404 no such department. */
export const setDepartmentStatus: Verb<
  'department.updated',
  DepartmentStatus,
  void,
  { id: string; isEnabled: boolean; isTop: boolean }
> = {
  name: 'department.set-status',
  admits: 'manager',
  emits: ['department.updated'],
  prepare(_before, { id, status, isTop }) {
    const said = isOf(flag, status) ? `${status}` : (status ?? refuse(2231))
    return { id, isTop, isEnabled: choiceOf(said, 'status', ['true', 'false']) === 'true' }
  },
  async run(context, { id, isEnabled, isTop }) {
    const { parentId } = await requireDepartment(context.tx, context.pool.id, id)
    if (isTop && parentId) refuse(404, { variant: 'organisation', values: { key: id } })
    await change(context, id, { enabled: isEnabled })
  },
}
