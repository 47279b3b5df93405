import { refuse } from '@menshen/contract/errors'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Before, Verb } from '#domain/shape/verb.ts'
import { nothingToPrepare } from '#domain/shape/verb.ts'
import { findApplication } from '#domain/tenancy/application/application-store.ts'
import { newId } from '#platform/crypto/random.ts'
import { leaveTenant } from '../organisation/organisation-store.ts'
import type { Tenant } from './tenant.ts'
import {
  findApplicationIds,
  insertTenant,
  deleteTenant as removeTenant,
  saveTenant,
  setApplications,
  type TenantChanges,
} from './tenant-store.ts'

/** Fields of a tenant as doors hand them over; what is not given stays. */
export interface TenantInput {
  name?: string | undefined
  logo?: string | undefined
  description?: string | undefined
  rejectHint?: string | undefined
  css?: string | undefined
  pageSettings?: Record<string, unknown> | undefined
  applicationIds?: string[] | undefined
}

export interface TenantWithApplications {
  tenant: Tenant
  applicationIds: string[]
}

interface Parsed {
  changes: TenantChanges
  applicationIds: string[] | undefined
}

/** 400 for what a tenant cannot be, 2011 for an application that the pool does not have. */
async function parse({ reader, pool, ports }: Before, input: TenantInput): Promise<Parsed> {
  const { name, logo, description, rejectHint, css, pageSettings, applicationIds } = input
  if (pageSettings && JSON.stringify(pageSettings).length > 20_000)
    refuse(400, { variant: 'long', values: { field: 'ssoPageCustomizationSettings', max: 20_000 } })
  const config = {
    ...(css !== undefined && { css: checkedText(css, 'css', 100_000) }),
    ...(pageSettings && { ssoPageCustomizationSettings: pageSettings }),
  }
  for (const id of applicationIds ?? []) {
    const application = await findApplication(reader, ports.seal, id)
    if (application?.userPoolId !== pool.id) refuse(2011)
  }
  const changes = {
    ...(name !== undefined && { name: requiredText(name, 'name', 128) }),
    ...(logo !== undefined && { logo: checkedText(logo, 'logo', 2_000) }),
    ...(description !== undefined && { description: checkedText(description, 'description') }),
    ...(rejectHint !== undefined && { rejectHint: checkedText(rejectHint, 'rejectHint') }),
    ...(Object.keys(config).length > 0 && { config }),
  }
  return { changes, applicationIds: applicationIds && [...new Set(applicationIds)] }
}

/** 400 malformed or without a name, 2011 an application is missing. */
export const createTenant: Verb<'tenant.created', TenantInput, TenantWithApplications, Parsed> = {
  name: 'tenant.create',
  admits: 'manager',
  emits: ['tenant.created'],
  prepare: parse,
  async run({ tx, pool, now, emit }, { changes, applicationIds = [] }) {
    const tenant: Tenant = {
      logo: null,
      description: null,
      rejectHint: null,
      config: {},
      ...changes,
      name: changes.name ?? refuse(400, { variant: 'empty', values: { field: 'name' } }),
      id: newId(now),
      userPoolId: pool.id,
      createdAt: now,
      updatedAt: now,
    }
    await insertTenant(tx, tenant)
    await setApplications(tx, pool.id, tenant.id, applicationIds)
    emit('tenant.created', { tenantId: tenant.id, applicationIds })
    return { tenant, applicationIds }
  },
}

/** 400 malformed, 2011 an application is missing, 404 no such tenant. */
export const updateTenant: Verb<
  'tenant.updated',
  TenantInput & { id: string },
  TenantWithApplications,
  Parsed & { id: string }
> = {
  name: 'tenant.update',
  admits: 'manager',
  emits: ['tenant.updated'],
  prepare: async (before, { id, ...input }) => ({ id, ...(await parse(before, input)) }),
  async run({ tx, pool, now, emit }, { id, changes, applicationIds }) {
    const tenant = await saveTenant(tx, pool.id, id, changes, now)
    if (!tenant) refuse(404, { variant: 'tenant', values: { key: id } })
    if (applicationIds) await setApplications(tx, pool.id, id, applicationIds)
    emit('tenant.updated', { tenantId: id, applicationIds: applicationIds ?? [] })
    return { tenant, applicationIds: (await findApplicationIds(tx, pool.id, [id])).get(id) ?? [] }
  },
}

/** Its organisations stay in the pool. 404 no such tenant. */
export const deleteTenant: Verb<'tenant.deleted', { id: string }, void> = {
  name: 'tenant.delete',
  admits: 'manager',
  emits: ['tenant.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { id }) {
    await leaveTenant(tx, pool.id, id)
    if (!(await removeTenant(tx, pool.id, id))) refuse(404, { variant: 'tenant', values: { key: id } })
    emit('tenant.deleted', { tenantId: id })
  },
}
