import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { Labels } from '../custom-field/custom-field.ts'
import type { BaseFieldKey, BaseFieldSetting } from './base-field.ts'

/** What a pool has said of these fields, or of all. */
export async function findSettings(
  reader: Reader,
  userPoolId: string,
  keys: readonly string[] | null = null,
): Promise<BaseFieldSetting[]> {
  const rows = await reader
    .selectFrom('base_field')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .$if(keys !== null, (query) => query.where('key', '=', sql<string>`any(${keys}::text[])`))
    .orderBy('key')
    .execute()
  return rows.map((row) => ({
    key: row.key as BaseFieldKey,
    label: row.label,
    description: row.description,
    labels: row.labels as Labels | null,
    userEditable: row.user_editable,
    visibleInConsole: row.visible_in_console,
  }))
}

/** Keeps others from changing what the pool says of its fields until the transaction ends. */
export async function lockSettings(tx: Tx, userPoolId: string): Promise<void> {
  await tx.selectFrom('user_pool').select('id').where('id', '=', userPoolId).forNoKeyUpdate().execute()
}

export async function saveSetting(tx: Tx, userPoolId: string, setting: BaseFieldSetting, now: Date): Promise<void> {
  const { key, label, description, labels, userEditable, visibleInConsole } = setting
  const columns = {
    ...{ label, description, labels: labels && JSON.stringify(labels) },
    ...{ user_editable: userEditable, visible_in_console: visibleInConsole, updated_at: now },
  }
  await tx
    .insertInto('base_field')
    .values({ user_pool_id: userPoolId, key, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'key']).doUpdateSet(columns))
    .execute()
}
