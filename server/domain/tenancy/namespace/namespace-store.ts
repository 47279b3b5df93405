import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { patternOf } from '#platform/database/like-pattern.ts'
import type { ResourceNamespaceTable } from '#platform/database/tables.gen.ts'

export interface Namespace {
  id: string
  /** Its id where clients hold a whole number of 32 bits: see `numbersOf`. */
  number: number
  userPoolId: string
  code: string
  name: string
  description: string | null
  createdAt: Date
  updatedAt: Date
}

function toNamespace(row: Selectable<ResourceNamespaceTable>): Namespace {
  return {
    id: row.id,
    number: row.number,
    userPoolId: row.user_pool_id,
    code: row.code,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function byName(reader: Reader, userPoolId: string, name: string) {
  return reader
    .selectFrom('resource_namespace')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where(({ or, eb }) => or([eb('code', '=', name), eb('id', '=', name)]))
}

/** By its code or its id. */
export async function findNamespace(reader: Reader, userPoolId: string, name: string): Promise<Namespace | null> {
  const row = await byName(reader, userPoolId, name).executeTakeFirst()
  return row ? toNamespace(row) : null
}

/** The same, and nobody else changes it until the end. */
export async function lockNamespace(tx: Tx, userPoolId: string, name: string): Promise<Namespace | null> {
  const row = await byName(tx, userPoolId, name).forUpdate().executeTakeFirst()
  return row ? toNamespace(row) : null
}

export async function lockNamespaceByNumber(tx: Tx, userPoolId: string, number: number): Promise<Namespace | null> {
  const row = await tx
    .selectFrom('resource_namespace')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  return row ? toNamespace(row) : null
}

/** The numbers of the namespaces of these codes that have a row, and of applications, whose ids are namespaces. */
export async function findNumbers(reader: Reader, userPoolId: string, codes: string[]): Promise<Map<string, number>> {
  const namespaces = reader
    .selectFrom('resource_namespace')
    .select(['code', 'number'])
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
  const applications = reader
    .selectFrom('application')
    .select(['id as code', 'namespace_number as number'])
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${codes}::text[])`)
  const rows = await applications.unionAll(namespaces).execute()
  return new Map(rows.map(({ code, number }) => [code, number]))
}

/** Those of the codes that have a row. */
export async function findNamespaces(reader: Reader, userPoolId: string, codes: string[]): Promise<Namespace[]> {
  if (codes.length === 0) return []
  const rows = await reader
    .selectFrom('resource_namespace')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  return rows.map(toNamespace)
}

/** The same, and nobody else changes them until the end. In the order of their codes: two who lock the same must not wait in a ring. */
export async function lockNamespaces(tx: Tx, userPoolId: string, codes: string[]): Promise<Namespace[]> {
  const rows = await tx
    .selectFrom('resource_namespace')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('code')
    .forUpdate()
    .execute()
  return rows.map(toNamespace)
}

/** The names of the same. */
export async function findNames(reader: Reader, userPoolId: string, codes: string[]): Promise<Map<string, string>> {
  const namespaces = reader
    .selectFrom('resource_namespace')
    .select(['code', 'name'])
    .where('user_pool_id', '=', userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
  const applications = reader
    .selectFrom('application')
    .select(['id as code', 'name'])
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${codes}::text[])`)
  const rows = await applications.unionAll(namespaces).execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** One page, newest first, and how many there are; with `keywords` of those in whose code or name they stand, in any case. */
export async function listNamespaces(
  reader: Reader,
  userPoolId: string,
  { page, limit, keywords }: Page & { keywords?: string | undefined },
): Promise<{ totalCount: number; list: Namespace[] }> {
  const pattern = keywords && patternOf(keywords)
  const namespaces = reader
    .selectFrom('resource_namespace')
    .where('user_pool_id', '=', userPoolId)
    .$if(Boolean(pattern), (query) => query.where(sql<boolean>`(code ILIKE ${pattern} OR name ILIKE ${pattern})`))
  const rows = await namespaces
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await namespaces.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toNamespace) }
}

/** Gives each its number. Fails on `resource_namespace_code_key` when the pool has one of the codes already. */
export async function insertNamespaces(tx: Tx, namespaces: Omit<Namespace, 'number'>[]): Promise<Namespace[]> {
  const rows = await tx
    .insertInto('resource_namespace')
    .values(
      namespaces.map((namespace) => ({
        user_pool_id: namespace.userPoolId,
        id: namespace.id,
        code: namespace.code,
        name: namespace.name,
        description: namespace.description,
        created_at: namespace.createdAt,
        updated_at: namespace.updatedAt,
      })),
    )
    .returningAll()
    .execute()
  return rows.map(toNamespace)
}

/** Fails on `resource_namespace_code_key` like `insertNamespaces`. */
export async function saveNamespace(tx: Tx, { userPoolId, id, code, name, description, updatedAt }: Namespace) {
  await tx
    .updateTable('resource_namespace')
    .set({ code, name, description, updated_at: updatedAt })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

export async function deleteNamespace(tx: Tx, { userPoolId, id }: Namespace): Promise<void> {
  await tx.deleteFrom('resource_namespace').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}

/** What is in a namespace, by table. */
const contents = ['role', 'resource', 'policy', 'policy_statement', 'resource_grant'] as const

export async function renameInContents(tx: Tx, userPoolId: string, from: string, to: string): Promise<void> {
  for (const table of contents)
    await sql`UPDATE ${sql.table(table)} SET namespace = ${to} WHERE user_pool_id = ${userPoolId} AND namespace = ${from}`.execute(
      tx,
    )
}

/** Deletes everything in a namespace, with what hangs on it. */
export async function deleteContents(tx: Tx, userPoolId: string, code: string): Promise<void> {
  const ids = (table: 'role' | 'policy') =>
    sql`SELECT id FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId} AND namespace = ${code}`
  await sql`DELETE FROM policy_assignment WHERE user_pool_id = ${userPoolId} AND policy_id IN (${ids('policy')})`.execute(
    tx,
  )
  for (const table of ['policy_assignment', 'resource_grant'])
    await sql`DELETE FROM ${sql.table(table)}
      WHERE user_pool_id = ${userPoolId} AND target_type = 'ROLE' AND target_id IN (${ids('role')})`.execute(tx)
  await sql`UPDATE role SET parent_id = NULL WHERE user_pool_id = ${userPoolId} AND parent_id IN (${ids('role')})`.execute(
    tx,
  )
  for (const table of contents)
    await sql`DELETE FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId} AND namespace = ${code}`.execute(tx)
}
