import { refuse } from '@menshen/contract/errors'
import type { Page } from '#domain/shape/page.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import type { Reader } from '#platform/database/database.ts'
import type { TenantWithApplications } from './change.ts'
import type { Tenant } from './tenant.ts'
import {
  findApplicationIds,
  findTenanciesOf,
  findTenant,
  findTenantsOfApplication,
  findTenantsOfUser,
  listTenants as readPage,
} from './tenant-store.ts'

async function withApplications(
  reader: Reader,
  userPoolId: string,
  tenants: Tenant[],
): Promise<TenantWithApplications[]> {
  const ids = await findApplicationIds(
    reader,
    userPoolId,
    tenants.map(({ id }) => id),
  )
  return tenants.map((tenant) => ({ tenant, applicationIds: ids.get(tenant.id) ?? [] }))
}

/** 404 when there is none of that id. */
export const getTenant: Question<{ id: string }, TenantWithApplications> = {
  name: 'tenant.get',
  admits: 'manager',
  async answer({ reader, pool }, { id }) {
    const tenant = await findTenant(reader, pool.id, id)
    const [found] = tenant ? await withApplications(reader, pool.id, [tenant]) : []
    return found ?? refuse(404, { variant: 'tenant', values: { key: id } })
  },
}

export const listTenants: Question<Page, { totalCount: number; list: TenantWithApplications[] }> = {
  name: 'tenant.list',
  admits: 'manager',
  async answer({ reader, pool }, page) {
    const { totalCount, list } = await readPage(reader, pool.id, page)
    return { totalCount, list: await withApplications(reader, pool.id, list) }
  },
}

/** An application with the tenants that use it. 2011 when the pool has none of that id. */
export const tenantsOfApplication: Question<
  { id: string },
  { application: Application; tenants: TenantWithApplications[] }
> = {
  name: 'tenant.of-application',
  admits: 'manager',
  async answer({ reader, pool, ports }, { id }) {
    const application = (await findApplicationOf(reader, ports.seal, pool.id, id)) ?? refuse(2011)
    const tenants = await findTenantsOfApplication(reader, pool.id, id)
    return { application, tenants: await withApplications(reader, pool.id, tenants) }
  },
}

/** The tenants that a person is in. People see their own (1001 for anybody else's). */
export const tenantsOfUser: Question<{ userId: string | null }, TenantWithApplications[]> = {
  name: 'tenant.of-user',
  admits: 'any user or manager',
  async answer(before, { userId }) {
    const { reader, pool } = before
    return withApplications(reader, pool.id, await findTenantsOfUser(reader, pool.id, requireSubject(before, userId)))
  },
}

/** The tenants that whoever asks is in, and since when. */
export const ownTenancies: Question<void, { tenantId: string; name: string; joinedAt: Date }[]> = {
  name: 'tenant.own',
  admits: 'any user',
  answer: (before) => findTenanciesOf(before.reader, before.pool.id, requireSubject(before, null)),
}
