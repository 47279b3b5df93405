import { refuse } from '@menshen/contract/errors'
import { aboutWhom } from '#domain/shape/about-whom.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import type { Look } from '#platform/database/database.ts'
import type { TenantWithApplications } from './change.ts'
import type { Tenant } from './tenant.ts'
import {
  findApplicationIds,
  findTenant,
  findTenantsOfApplication,
  findTenantsOfUser,
  listTenants as readPage,
} from './tenant-store.ts'

async function withApplications(look: Look, userPoolId: string, tenants: Tenant[]): Promise<TenantWithApplications[]> {
  const ids = await findApplicationIds(
    look,
    userPoolId,
    tenants.map(({ id }) => id),
  )
  return tenants.map((tenant) => ({ tenant, applicationIds: ids.get(tenant.id) ?? [] }))
}

/** 404 when there is none of that id. */
export const getTenant: Question<{ id: string }, TenantWithApplications> = {
  name: 'tenant.get',
  admits: 'manager',
  async answer({ look, pool }, { id }) {
    const tenant = await findTenant(look, pool.id, id)
    const [found] = tenant ? await withApplications(look, pool.id, [tenant]) : []
    return found ?? refuse(404, { variant: 'tenant', values: { key: id } })
  },
}

export const listTenants: Question<Page, { totalCount: number; list: TenantWithApplications[] }> = {
  name: 'tenant.list',
  admits: 'manager',
  async answer({ look, pool }, page) {
    const { totalCount, list } = await readPage(look, pool.id, page)
    return { totalCount, list: await withApplications(look, pool.id, list) }
  },
}

/** An application with the tenants that use it. 2011 when the pool has none of that id. */
export const tenantsOfApplication: Question<
  { id: string },
  { application: Application; tenants: TenantWithApplications[] }
> = {
  name: 'tenant.of-application',
  admits: 'manager',
  async answer({ look, pool, tools }, { id }) {
    const application = (await findApplicationOf(look, tools.seal, pool.id, id)) ?? refuse(2011)
    const tenants = await findTenantsOfApplication(look, pool.id, id)
    return { application, tenants: await withApplications(look, pool.id, tenants) }
  },
}

/** The tenants that a person is in. People see their own (1001 for anybody else's). */
export const tenantsOfUser: Question<{ userId: string | null }, TenantWithApplications[]> = {
  name: 'tenant.of-user',
  admits: 'any user or manager',
  async answer(before, { userId }) {
    const { look, pool } = before
    return withApplications(look, pool.id, await findTenantsOfUser(look, pool.id, aboutWhom(before, userId)))
  },
}
