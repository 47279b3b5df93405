import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'

export interface StoredFile {
  userPoolId: string
  /** Below the pool: `avatar/<name>.png`. */
  name: string
  ownerId: string | null
  byteCount: number
  /** Null: kept. */
  deleteAfter: Date | null
}

export async function insertFile(tx: Tx, file: StoredFile, now: Date): Promise<void> {
  await tx
    .insertInto('stored_file')
    .values({
      user_pool_id: file.userPoolId,
      name: file.name,
      owner_id: file.ownerId,
      byte_count: file.byteCount,
      created_at: now,
      delete_after: file.deleteAfter,
    })
    .execute()
}

/** Bytes of the pool's files that wait to be used or thrown away. */
export async function countWaitingBytes(reader: Reader, userPoolId: string): Promise<number> {
  const { bytes } = await reader
    .selectFrom('stored_file')
    .select(({ fn }) => fn.sum<string | null>('byte_count').as('bytes'))
    .where('user_pool_id', '=', userPoolId)
    .where('delete_after', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(bytes ?? 0)
}

/** Keeps a file that waits to be used, when it is this person's or nobody's. One whose time is over stays lost. */
export async function keepFile(tx: Tx, userPoolId: string, name: string, ownerId: string, now: Date): Promise<void> {
  await tx
    .updateTable('stored_file')
    .set({ owner_id: ownerId, delete_after: null })
    .where('user_pool_id', '=', userPoolId)
    .where('name', '=', name)
    .where('delete_after', '>', now)
    .where(({ eb, or }) => or([eb('owner_id', 'is', null), eb('owner_id', '=', ownerId)]))
    .execute()
}

/** Lets the files that these people have in use go at a moment, except one. */
export async function releaseFilesOf(
  tx: Tx,
  userPoolId: string,
  ownerIds: readonly string[],
  { except = null, after }: { except?: string | null; after: Date },
): Promise<void> {
  await tx
    .updateTable('stored_file')
    .set({ delete_after: after })
    .where('user_pool_id', '=', userPoolId)
    .where('owner_id', '=', sql<string>`any(${ownerIds}::text[])`)
    .where('delete_after', 'is', null)
    .$if(except !== null, (query) => query.where('name', '!=', except))
    .execute()
}

/** The files of a person that are there, the newest first. */
export async function findFilesOf(reader: Reader, userPoolId: string, ownerId: string, limit: number) {
  const rows = await reader
    .selectFrom('stored_file')
    .select(['name', 'byte_count', 'created_at'])
    .where('user_pool_id', '=', userPoolId)
    .where('owner_id', '=', ownerId)
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ name: row.name, byteCount: row.byte_count, createdAt: row.created_at }))
}

/** Some of those whose time was over before a moment. */
export async function findUnused(reader: Reader, before: Date, limit: number) {
  const rows = await reader
    .selectFrom('stored_file')
    .select(['user_pool_id', 'name'])
    .where('delete_after', '<', before)
    .orderBy('delete_after')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ userPoolId: row.user_pool_id, name: row.name }))
}

export async function deleteFile(tx: Tx, userPoolId: string, name: string): Promise<void> {
  await tx.deleteFrom('stored_file').where('user_pool_id', '=', userPoolId).where('name', '=', name).execute()
}

/** Lets every file of a pool go at a moment, at the latest; true while there is any. */
export async function releaseEveryFile(tx: Tx, userPoolId: string, after: Date): Promise<boolean> {
  const result = await tx
    .updateTable('stored_file')
    .set({ delete_after: sql<Date>`least(delete_after, ${after})` })
    .where('user_pool_id', '=', userPoolId)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
