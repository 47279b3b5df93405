import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { MobileSsoSessionTable } from '#platform/database/tables.gen.ts'
import type { SharedSession } from './shared-session.ts'

export const sharedSessionSweeps = [expiring('mobile_sso_session'), expiring('mobile_sso_ticket')]

function toShared(row: Selectable<MobileSsoSessionTable>): SharedSession {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    deviceHash: row.device_hash,
    applicationId: row.application_id,
    userId: row.user_id,
    sessionId: row.session_id,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

/** Keeps it in the place of what the same app had on the phone before. */
export async function putShared(tx: Tx, shared: SharedSession): Promise<void> {
  const row = {
    id: shared.id,
    user_id: shared.userId,
    session_id: shared.sessionId,
    created_at: shared.createdAt,
    expires_at: shared.expiresAt,
  }
  await tx
    .insertInto('mobile_sso_session')
    .values({
      ...row,
      user_pool_id: shared.userPoolId,
      device_hash: shared.deviceHash,
      application_id: shared.applicationId,
    })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'device_hash', 'application_id']).doUpdateSet(row))
    .execute()
}

/** What the apps of a phone share, the newest first. */
export async function findShared(
  reader: Reader,
  userPoolId: string,
  deviceHash: Buffer,
  now: Date,
): Promise<SharedSession[]> {
  const rows = await reader
    .selectFrom('mobile_sso_session')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('device_hash', '=', deviceHash)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map(toShared)
}

/** Deletes what this person shares on a phone, in one app or in all; answers how many. */
export async function deleteShared(
  tx: Tx,
  { userPoolId, deviceHash, userId }: Pick<SharedSession, 'userPoolId' | 'deviceHash' | 'userId'>,
  applicationId: string | null,
): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('mobile_sso_session')
    .where('user_pool_id', '=', userPoolId)
    .where('device_hash', '=', deviceHash)
    .where('user_id', '=', userId)
    .$if(applicationId !== null, (query) => query.where('application_id', '=', applicationId as string))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** What hangs on a session that was prolonged lasts as long as it. */
export async function prolongShared(tx: Tx, userPoolId: string, sessionId: string, expiresAt: Date): Promise<void> {
  await tx
    .updateTable('mobile_sso_session')
    .set({ expires_at: expiresAt })
    .where('user_pool_id', '=', userPoolId)
    .where('session_id', '=', sessionId)
    .execute()
}

/** Uses a ticket up; false when it was used before. */
export async function useTicket(tx: Tx, userPoolId: string, id: string, expiresAt: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO mobile_sso_ticket (user_pool_id, id, expires_at) VALUES (${userPoolId}, ${id}, ${expiresAt})
    ON CONFLICT DO NOTHING`.execute(tx)
  return numAffectedRows > 0n
}

/** Deletes what this person shares on any phone. It is found by their sessions, on which it hangs: phones are many. */
export async function deleteSharedOf(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  const sessions = tx
    .selectFrom('session')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
  await tx
    .deleteFrom('mobile_sso_session')
    .where('user_pool_id', '=', userPoolId)
    .where('session_id', 'in', sessions)
    .execute()
}
