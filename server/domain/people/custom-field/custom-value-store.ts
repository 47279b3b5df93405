import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { Json, TargetType } from './custom-field.ts'

export interface StoredValue {
  targetId: string
  key: string
  value: Json
}

/** What stands in the fields of these records, in one statement for all of them. */
export async function findValues(
  reader: Reader,
  userPoolId: string,
  type: TargetType,
  targetIds: readonly string[],
): Promise<StoredValue[]> {
  const rows = await reader
    .selectFrom('custom_value')
    .select(['target_id', 'key', 'value'])
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('target_id', '=', sql<string>`any(${targetIds}::text[])`)
    .execute()
  return rows.map((row) => ({ targetId: row.target_id, key: row.key, value: row.value as Json }))
}

export async function saveValues(
  tx: Tx,
  userPoolId: string,
  type: TargetType,
  values: readonly StoredValue[],
  now: Date,
): Promise<void> {
  if (values.length === 0) return
  const [ids, keys] = [values.map(({ targetId }) => targetId), values.map(({ key }) => key)]
  const texts = values.map(({ value }) => JSON.stringify(value))
  // Columns and not rows: one statement, whatever the number of values.
  await sql`
    INSERT INTO custom_value (user_pool_id, target_type, target_id, key, value, updated_at)
    SELECT ${userPoolId}, ${type}, target_id, key, value::jsonb, ${now}::timestamptz
    FROM unnest(${ids}::text[], ${keys}::text[], ${texts}::text[]) AS given (target_id, key, value)
    ON CONFLICT (user_pool_id, target_type, target_id, key)
    DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`.execute(tx)
}

/** Empties fields; one that is empty already is passed over. */
export async function deleteValues(
  tx: Tx,
  userPoolId: string,
  type: TargetType,
  emptied: readonly Pick<StoredValue, 'targetId' | 'key'>[],
): Promise<void> {
  if (emptied.length === 0) return
  const [ids, keys] = [emptied.map(({ targetId }) => targetId), emptied.map(({ key }) => key)]
  await tx
    .deleteFrom('custom_value')
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where(sql<boolean>`(target_id, key) IN (SELECT * FROM unnest(${ids}::text[], ${keys}::text[]))`)
    .execute()
}

export async function isFieldFilled(tx: Tx, userPoolId: string, type: TargetType, key: string): Promise<boolean> {
  const row = await tx
    .selectFrom('custom_value')
    .select('target_id')
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('key', '=', key)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteValuesOf(
  tx: Tx,
  userPoolId: string,
  type: TargetType,
  ids: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('custom_value')
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('target_id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
}

const tables = {
  USER: 'user_account',
  ROLE: 'role',
  GROUP: 'user_group',
  ORG: 'organisation',
  NODE: 'department',
  APPLICATION: 'application',
} as const

export function hasRecords(type: TargetType): type is keyof typeof tables {
  return Object.hasOwn(tables, type)
}

/** For records that the database deletes by itself, as the departments below one: the range of one kind in one pool. */
export async function deleteStrayValues(tx: Tx, userPoolId: string, type: keyof typeof tables): Promise<void> {
  await sql`
    DELETE FROM custom_value value WHERE user_pool_id = ${userPoolId} AND target_type = ${type} AND NOT EXISTS
      (SELECT FROM ${sql.table(tables[type])} record WHERE record.user_pool_id = ${userPoolId} AND record.id = value.target_id)
  `.execute(tx)
}

/** Which of these records there are. They stay until the transaction ends. */
export async function holdTargets(
  tx: Tx,
  userPoolId: string,
  type: keyof typeof tables,
  ids: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM ${sql.table(tables[type])} WHERE user_pool_id = ${userPoolId} AND id = any(${ids}::text[])
    ORDER BY id FOR KEY SHARE`.execute(tx)
  return rows.map(({ id }) => id)
}
