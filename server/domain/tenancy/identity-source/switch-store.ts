import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'

/** Where connections are switched on. */
export interface Switches {
  applicationIds: string[]
  tenantIds: string[]
}

/** Where each of these connections is switched on, in the order of the ids there. */
export async function findSwitches(reader: Reader, userPoolId: string, ids: string[]): Promise<Map<string, Switches>> {
  const found = new Map<string, Switches>(ids.map((id) => [id, { applicationIds: [], tenantIds: [] }]))
  const applications = await reader
    .selectFrom('identity_connection_application')
    .select(['connection_id', 'application_id'])
    .where('user_pool_id', '=', userPoolId)
    .where('connection_id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('application_id')
    .execute()
  const tenants = await reader
    .selectFrom('identity_connection_tenant')
    .select(['connection_id', 'tenant_id'])
    .where('user_pool_id', '=', userPoolId)
    .where('connection_id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('tenant_id')
    .execute()
  for (const row of applications) found.get(row.connection_id)?.applicationIds.push(row.application_id)
  for (const row of tenants) found.get(row.connection_id)?.tenantIds.push(row.tenant_id)
  return found
}

/** Switches connections on in an application, or off there. */
export async function switchInApplication(
  tx: Tx,
  { userPoolId, ids, enabled }: { userPoolId: string; ids: string[]; enabled: boolean },
  applicationId: string,
): Promise<void> {
  if (ids.length === 0) return
  if (enabled) {
    const rows = ids.map((id) => ({ user_pool_id: userPoolId, connection_id: id, application_id: applicationId }))
    const insert = tx.insertInto('identity_connection_application').values(rows)
    return void (await insert.onConflict((conflict) => conflict.doNothing()).execute())
  }
  await tx
    .deleteFrom('identity_connection_application')
    .where('user_pool_id', '=', userPoolId)
    .where('connection_id', '=', sql<string>`any(${ids}::text[])`)
    .where('application_id', '=', applicationId)
    .execute()
}

/** Switches connections on in a tenant, or off there. */
export async function switchInTenant(
  tx: Tx,
  { userPoolId, ids, enabled }: { userPoolId: string; ids: string[]; enabled: boolean },
  tenantId: string,
): Promise<void> {
  if (ids.length === 0) return
  if (enabled) {
    const rows = ids.map((id) => ({ user_pool_id: userPoolId, connection_id: id, tenant_id: tenantId }))
    const insert = tx.insertInto('identity_connection_tenant').values(rows)
    return void (await insert.onConflict((conflict) => conflict.doNothing()).execute())
  }
  await tx
    .deleteFrom('identity_connection_tenant')
    .where('user_pool_id', '=', userPoolId)
    .where('connection_id', '=', sql<string>`any(${ids}::text[])`)
    .where('tenant_id', '=', tenantId)
    .execute()
}
