import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { hasApplications } from '#domain/tenancy/application/application-store.ts'
import { refuseConnection } from '#domain/tenancy/identity-source/change-connection.ts'
import { findConnection, findConnections, saveConnection } from '#domain/tenancy/identity-source/connection-store.ts'
import { refuseUnknown } from '#domain/tenancy/identity-source/find.ts'
import type { Connection } from '#domain/tenancy/identity-source/source.ts'
import { lockSource } from '#domain/tenancy/identity-source/source-store.ts'
import { switchInApplication, switchInTenant } from '#domain/tenancy/identity-source/switch-store.ts'
import { findTenant } from '../tenant/tenant-store.ts'

/** Where to switch: in applications, in a tenant, in both; or nowhere in particular, which is the connection itself. */
export interface Switch {
  id: string
  applicationIds?: string[] | undefined
  tenantId?: string | undefined
  enabled: boolean
}

type Ready = Omit<Switch, 'id'>

/** Switches one connection. 2011 no such application, 404 none of that id, or no such tenant. */
export const switchConnection: Verb<'connection.switched', Switch, void> = {
  name: 'identity-source.switch-connection',
  admits: 'manager',
  emits: ['connection.switched'],
  prepare: requirePlaces,
  async run(context, { id, ...to }) {
    const connection = (await findConnection(context.tx, context.pool.id, id, { lock: true })) ?? refuseConnection(id)
    await turn(context, connection.sourceId, [connection], to)
  },
}

/** Switches all connections of a source. 2011, 404 as above. */
export const switchSource: Verb<'connection.switched', Switch, void> = {
  name: 'identity-source.switch-all',
  admits: 'manager',
  emits: ['connection.switched'],
  prepare: requirePlaces,
  async run(context, { id, ...to }) {
    if (!(await lockSource(context.tx, context.pool.id, id))) refuseUnknown(id)
    await turn(context, id, await findConnections(context.tx, context.pool.id, [id]), to)
  },
}

async function requirePlaces({ reader, pool }: Before, input: Switch): Promise<Switch> {
  const { applicationIds = [], tenantId } = input
  requireFew(applicationIds, 'appIds')
  if (!(await hasApplications(reader, pool.id, applicationIds))) refuse(2011)
  if (tenantId && !(await findTenant(reader, pool.id, tenantId))) refuseTenant(tenantId)
  return input
}

async function turn(
  { tx, pool, now, emit }: Context<'connection.switched'>,
  identitySourceId: string,
  connections: Connection[],
  { applicationIds = [], tenantId, enabled }: Ready,
): Promise<void> {
  const those = { userPoolId: pool.id, ids: connections.map(({ id }) => id), enabled }
  // Gone since they were looked for: the foreign key would say so less kindly.
  if (tenantId && !(await findTenant(tx, pool.id, tenantId))) refuseTenant(tenantId)
  for (const applicationId of applicationIds) await switchInApplication(tx, those, applicationId)
  if (tenantId) await switchInTenant(tx, those, tenantId)
  const told = { identitySourceId, connectionIds: those.ids, tenantId: tenantId || null, enabled }
  const places = applicationIds.length > 0 ? applicationIds : [null]
  for (const applicationId of places) emit('connection.switched', { ...told, applicationId })
  if (applicationIds.length > 0 || tenantId) return
  for (const connection of connections) await saveConnection(tx, { ...connection, enabled, updatedAt: now })
}

function refuseTenant(id: string): never {
  return refuse(404, { variant: 'tenant', values: { key: id } })
}
