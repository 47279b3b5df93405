import type { Tx } from '#platform/database/database.ts'
import type { TargetType } from './custom-field.ts'
import { deleteStrayValues, deleteValuesOf } from './custom-value-store.ts'

/** Removes the values of records that are being deleted, in the transaction that deletes them. */
export async function forgetTargets(
  tx: Tx,
  userPoolId: string,
  type: TargetType,
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await deleteValuesOf(tx, userPoolId, type, ids)
}

/** The same where nobody knows which went, because they went with another record. */
export function forgetStrays(tx: Tx, userPoolId: string, type: 'NODE' | 'ROLE'): Promise<void> {
  return deleteStrayValues(tx, userPoolId, type)
}
