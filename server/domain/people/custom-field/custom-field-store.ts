import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { CustomFieldTable } from '#platform/database/tables.gen.ts'
import type { CustomField, CustomFields, DataType, Labels, TargetType } from './custom-field.ts'

function toField(row: Selectable<CustomFieldTable>): CustomField {
  return {
    targetType: row.target_type as TargetType,
    key: row.key,
    dataType: row.data_type as DataType,
    label: row.label,
    options: row.options,
    userEditable: row.user_editable,
    description: row.description,
    labels: row.labels as Labels | null,
    visibleInConsole: row.visible_in_console,
    visibleInCenter: row.visible_in_center,
    createdAt: row.created_at,
  }
}

/** Oldest first. As many as a pool may have of each kind, so there is no need for pages. */
export async function findFields(reader: Reader, userPoolId: string): Promise<CustomFields> {
  const rows = await reader
    .selectFrom('custom_field')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .orderBy('created_at')
    .orderBy('key')
    .execute()
  return { all: rows.map(toField) }
}

/** Those of one kind; nobody changes or removes them until the transaction ends. */
export async function holdFields(tx: Tx, userPoolId: string, type: TargetType, keys: string[]): Promise<CustomField[]> {
  if (keys.length === 0) return []
  const rows = await tx
    .selectFrom('custom_field')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .orderBy('key')
    .forShare()
    .execute()
  return rows.map(toField)
}

/** One field, which nobody else reads for writing or changes until the transaction ends. */
export async function lockField(
  tx: Tx,
  userPoolId: string,
  type: TargetType,
  key: string,
): Promise<CustomField | null> {
  const row = await tx
    .selectFrom('custom_field')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  return row ? toField(row) : null
}

export async function countFields(tx: Tx, userPoolId: string, type: TargetType): Promise<number> {
  const { count } = await tx
    .selectFrom('custom_field')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Makes the field, or changes the one with that key. */
export async function saveField(tx: Tx, userPoolId: string, field: CustomField, now: Date): Promise<void> {
  const { targetType, key, dataType, label, options, userEditable, description, labels } = field
  const columns = {
    ...{ data_type: dataType, label, options, user_editable: userEditable, description },
    labels: labels && JSON.stringify(labels),
    visible_in_console: field.visibleInConsole,
    visible_in_center: field.visibleInCenter,
    updated_at: now,
  }
  await tx
    .insertInto('custom_field')
    .values({ user_pool_id: userPoolId, target_type: targetType, key, created_at: now, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'target_type', 'key']).doUpdateSet(columns))
    .execute()
}

/** Removes the field with every value in it. */
export async function deleteField(tx: Tx, userPoolId: string, type: TargetType, key: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('custom_field')
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
