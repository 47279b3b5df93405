import { refuse } from '@menshen/contract/errors'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { deleteOrganisation } from '../organisation/change-tree.ts'
import { plant } from '../organisation/create.ts'
import type { DepartmentFields } from '../organisation/department-input.ts'
import { change } from '../organisation/hang.ts'
import type { Department } from '../organisation/organisation.ts'
import { appoint } from './appoint.ts'
import { type DescribedDepartment, describe } from './describe.ts'
import { type NamedInput, parseChanges, parseNew } from './input.ts'
import { type OrganisationName, requireRoot } from './name.ts'
import { findRootsNamed, holdRootCodes } from './named-store.ts'

/** 409 when an organisation goes by the code already; nobody else takes it until the transaction ends. */
export async function requireFree({ tx, pool }: Pick<Context, 'tx' | 'pool'>, code: string): Promise<void> {
  await holdRootCodes(tx, pool.id)
  const [taken] = await findRootsNamed(tx, pool.id, [code])
  if (taken) refuse(409, { variant: 'organisation', values: { key: code } })
}

export type NewNamedOrganisation = NamedInput & { name: string; tenantId?: string | undefined }

/** Without a code it is given one. 400 malformed, 404 no such tenant, 409 the code is taken. */
export const createNamedOrganisation: Verb<
  'organisation.created',
  NewNamedOrganisation,
  DescribedDepartment,
  { fields: DepartmentFields; tenantId: string | null }
> = {
  name: 'organisation.create-named',
  admits: 'manager',
  emits: ['organisation.created'],
  prepare: (_before, { tenantId = null, ...input }) => ({
    fields: parseNew(input, { name: 'organizationName', code: 'organizationCode' }),
    tenantId,
  }),
  async run(context, { fields, tenantId }) {
    const code = fields.code ?? newId(context.now)
    await requireFree(context, code)
    const { root } = await plant(context, { ...fields, code }, tenantId)
    return describeOne(context, root)
  },
}

export async function describeOne({ tx, pool }: Pick<Context, 'tx' | 'pool'>, department: Department) {
  const [described] = await describe(tx, pool.id, [department])
  return described as DescribedDepartment
}

export type NamedOrganisationChange = NamedInput & {
  organisation: OrganisationName
  /** Who leads it from now on; left out: as it is. */
  leaderIds?: string[] | undefined
}

/** 400 malformed, 404 no such organisation, 409 the new code is taken, 2004 one of those who are to lead it does not exist. */
export const updateNamedOrganisation: Verb<
  'department.updated' | 'department.members-added',
  NamedOrganisationChange,
  DescribedDepartment,
  Pick<NamedOrganisationChange, 'organisation' | 'leaderIds'> & { changes: Partial<DepartmentFields> }
> = {
  name: 'organisation.update-named',
  admits: 'manager',
  emits: ['department.updated', 'department.members-added'],
  prepare: (_before, { organisation, leaderIds, ...input }) => ({
    organisation,
    leaderIds,
    changes: parseChanges(input, { name: 'organizationName', code: 'organizationNewCode' }),
  }),
  async run(context, { organisation, leaderIds, changes }) {
    const { tx, pool } = context
    const root = await requireRoot(tx, pool.id, organisation)
    if (changes.code && changes.code !== root.code) await requireFree(context, changes.code)
    const saved = await change(context, root.id, changes)
    if (leaderIds) await appoint(context, saved, leaderIds)
    return describeOne(context, saved)
  },
}

/** With all its departments. Refuses like `requireRoot`. */
export const deleteNamedOrganisation: Verb<'organisation.deleted', OrganisationName, void> = {
  name: 'organisation.delete-named',
  admits: 'manager',
  emits: ['organisation.deleted'],
  prepare: (_before, name) => name,
  async run(context, name) {
    const { organisationId } = await requireRoot(context.tx, context.pool.id, name)
    return deleteOrganisation.run(context, { id: organisationId })
  },
}
