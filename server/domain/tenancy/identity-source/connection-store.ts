import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { IdentityConnectionTable } from '#platform/database/tables.gen.ts'
import type { Connection, OfferedConnection } from './source.ts'

function toConnection(row: Selectable<IdentityConnectionTable>): Connection {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    sourceId: row.source_id,
    type: row.type,
    identifier: row.identifier,
    displayName: row.display_name,
    logo: row.logo,
    fieldsSealed: row.fields_sealed,
    userMatchFields: row.user_match_fields,
    enabled: row.enabled,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** The connections of these sources, oldest first. */
export async function findConnections(reader: Reader, userPoolId: string, sourceIds: string[]): Promise<Connection[]> {
  const rows = await reader
    .selectFrom('identity_connection')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('source_id', '=', sql<string>`any(${sourceIds}::text[])`)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toConnection)
}

/** Connections by id, or all of the pool: which source each is of. */
export async function findConnectionSources(
  reader: Reader,
  userPoolId: string,
  ids: string[] | null,
): Promise<{ id: string; sourceId: string }[]> {
  const rows = await reader
    .selectFrom('identity_connection')
    .select(['id', 'source_id'])
    .where('user_pool_id', '=', userPoolId)
    .$if(ids !== null, (query) => query.where('id', '=', sql<string>`any(${ids}::text[])`))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, sourceId: row.source_id }))
}

/** The connections that are switched on in these applications, with what their sources are, oldest first; without those that are off altogether. */
export async function findConnectionsIn(
  reader: Reader,
  userPoolId: string,
  applicationIds: readonly string[],
): Promise<OfferedConnection[]> {
  const rows = await reader
    .selectFrom('identity_connection_application as switched')
    .innerJoin('identity_connection as connection', (join) =>
      join
        .onRef('connection.user_pool_id', '=', 'switched.user_pool_id')
        .onRef('connection.id', '=', 'switched.connection_id'),
    )
    .innerJoin('identity_source as source', (join) =>
      join.onRef('source.user_pool_id', '=', 'connection.user_pool_id').onRef('source.id', '=', 'connection.source_id'),
    )
    .selectAll('connection')
    .select(['switched.application_id', 'source.type as source_type', 'source.name as source_name'])
    .where('switched.user_pool_id', '=', userPoolId)
    .where('switched.application_id', '=', sql<string>`any(${[...applicationIds]}::text[])`)
    .where('connection.enabled', '=', true)
    .orderBy('connection.created_at')
    .orderBy('connection.id')
    .execute()
  return rows.map(({ application_id, source_type, source_name, ...row }) => {
    const { fieldsSealed: _, ...connection } = toConnection(row)
    return { ...connection, applicationId: application_id, sourceType: source_type, sourceName: source_name }
  })
}

/** Held until the transaction ends when it is read in one for writing. */
export async function findConnection(
  reader: Reader,
  userPoolId: string,
  id: string,
  { lock = false } = {},
): Promise<Connection | null> {
  const row = await reader
    .selectFrom('identity_connection')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  return row ? toConnection(row) : null
}

export async function isIdentifierTaken(reader: Reader, userPoolId: string, identifier: string): Promise<boolean> {
  const row = await reader
    .selectFrom('identity_connection')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('identifier', '=', identifier)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertConnection(tx: Tx, connection: Connection): Promise<void> {
  await tx
    .insertInto('identity_connection')
    .values({
      user_pool_id: connection.userPoolId,
      id: connection.id,
      source_id: connection.sourceId,
      type: connection.type,
      identifier: connection.identifier,
      display_name: connection.displayName,
      logo: connection.logo,
      fields_sealed: connection.fieldsSealed,
      user_match_fields: connection.userMatchFields,
      enabled: connection.enabled,
      created_at: connection.createdAt,
      updated_at: connection.updatedAt,
    })
    .execute()
}

export async function saveConnection(tx: Tx, connection: Connection): Promise<void> {
  await tx
    .updateTable('identity_connection')
    .set({
      display_name: connection.displayName,
      logo: connection.logo,
      fields_sealed: connection.fieldsSealed,
      user_match_fields: connection.userMatchFields,
      enabled: connection.enabled,
      updated_at: connection.updatedAt,
    })
    .where('user_pool_id', '=', connection.userPoolId)
    .where('id', '=', connection.id)
    .execute()
}

export async function deleteConnection(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('identity_connection')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
