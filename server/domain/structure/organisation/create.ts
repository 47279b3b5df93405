import { refuse } from '@menshen/contract/errors'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { findTenant } from '../tenant/tenant-store.ts'
import { type DepartmentFields, type DepartmentInput, parseDepartment } from './department-input.ts'
import { insertDepartments } from './department-store.ts'
import { type Department, type Organisation, placeTree, type Tree } from './organisation.ts'
import { insertOrganisation } from './organisation-store.ts'

/** A new organisation without departments; the caller inserts those. 404 for a tenant that is missing. */
export async function beginOrganisation({ tx, pool, now }: Context, tenantId: string | null): Promise<Organisation> {
  if (tenantId && !(await findTenant(tx, pool.id, tenantId)))
    refuse(404, { variant: 'tenant', values: { key: tenantId } })
  const organisation = { id: newId(now), userPoolId: pool.id, tenantId, createdAt: now, updatedAt: now }
  await insertOrganisation(tx, organisation)
  return organisation
}

export type NewOrganisation = DepartmentInput & { tenantId?: string | null }

/** An organisation with the department at its top. 400 malformed, 404 no such tenant. */
export const createOrganisation: Verb<
  'organisation.created',
  NewOrganisation,
  Tree,
  { fields: DepartmentFields; tenantId: string | null }
> = {
  name: 'organisation.create',
  admits: 'manager',
  emits: ['organisation.created'],
  prepare: (_before, input) => ({ fields: parseDepartment(input), tenantId: input.tenantId || null }),
  async run(context, { fields, tenantId }) {
    const { organisation, root } = await plant(context, fields, tenantId)
    return { organisation, departments: placeTree([root]) }
  },
}

/** A new organisation with the department at its top, and says so. 404 for a tenant that is missing. */
export async function plant(
  context: Context<'organisation.created'>,
  fields: DepartmentFields,
  tenantId: string | null,
): Promise<{ organisation: Organisation; root: Department }> {
  const { tx, pool, now } = context
  const organisation = await beginOrganisation(context, tenantId)
  const id = newId(now)
  const place = { id, organisationId: organisation.id, parentId: null, path: `/${id}/` }
  const [root] = await insertDepartments(tx, pool.id, [{ ...fields, ...place }], now)
  context.emit('organisation.created', { organisationId: organisation.id, tenantId })
  return { organisation, root: root as Department }
}

/** Turns an index's refusal of a write into 409; rethrows anything else. */
export function refuseTaken(
  error: unknown,
  { code, open_id }: Pick<Partial<DepartmentFields>, 'code' | 'open_id'>,
): never {
  const broken = brokenUniqueness(error)
  if (broken === 'department_code_key') refuse(409, { variant: 'department', values: { key: code ?? '' } })
  if (broken === 'department_open_id_key') refuse(409, { variant: 'department', values: { key: open_id ?? '' } })
  throw error
}
