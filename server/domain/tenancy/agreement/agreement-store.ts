import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { AgreementTable } from '#platform/database/tables.gen.ts'
import type { Agreement } from './agreement.ts'

function toAgreement(row: Selectable<AgreementTable>): Agreement {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    applicationId: row.application_id,
    title: row.title,
    required: row.required,
    language: row.language as Agreement['language'],
    availableAt: row.available_at,
    position: row.position,
  }
}

/** All of an application, in their order. */
export async function findAgreements(reader: Reader, userPoolId: string, applicationId: string): Promise<Agreement[]> {
  const rows = await reader
    .selectFrom('agreement')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(toAgreement)
}

export async function insertAgreement(tx: Tx, agreement: Agreement): Promise<void> {
  await tx
    .insertInto('agreement')
    .values({
      user_pool_id: agreement.userPoolId,
      application_id: agreement.applicationId,
      id: agreement.id,
      title: agreement.title,
      required: agreement.required,
      language: agreement.language,
      available_at: agreement.availableAt,
      position: agreement.position,
    })
    .execute()
}

type Key = Pick<Agreement, 'userPoolId' | 'applicationId' | 'id'>
export type AgreementChanges = Partial<Pick<Agreement, 'title' | 'required' | 'language' | 'availableAt'>>

/** Null when the application has no such agreement. */
export async function saveAgreement(
  tx: Tx,
  { userPoolId, applicationId, id }: Key,
  { title, required, language, availableAt }: AgreementChanges,
  now: Date,
): Promise<Agreement | null> {
  const row = await tx
    .updateTable('agreement')
    .set({
      ...(title !== undefined && { title }),
      ...(required !== undefined && { required }),
      ...(language !== undefined && { language }),
      ...(availableAt !== undefined && { available_at: availableAt }),
      updated_at: now,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toAgreement(row) : null
}

/** False when the application has no such agreement. */
export async function deleteAgreement(tx: Tx, { userPoolId, applicationId, id }: Key): Promise<boolean> {
  const result = await tx
    .deleteFrom('agreement')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Puts them in the order of these ids. */
export async function placeAgreements(
  tx: Tx,
  { userPoolId, applicationId }: Omit<Key, 'id'>,
  ids: number[],
  now: Date,
): Promise<void> {
  await sql`
    UPDATE agreement SET position = placed.position, updated_at = ${now}
    FROM unnest(${ids}::integer[]) WITH ORDINALITY AS placed (id, position)
    WHERE user_pool_id = ${userPoolId} AND application_id = ${applicationId} AND agreement.id = placed.id`.execute(tx)
}
