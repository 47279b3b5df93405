import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { LoginRecordTable } from '#platform/database/tables.gen.ts'
import type { LoginRecord } from './login-record.ts'

export const loginRecordSweep = expiring('login_record')

function toRecord(row: Selectable<LoginRecordTable>): LoginRecord {
  return {
    id: row.id,
    at: row.at,
    outcome: row.outcome,
    way: row.way,
    applicationId: row.application_id,
    sessionId: row.session_id,
    deviceId: row.device_id,
    ip: row.ip,
    userAgent: row.user_agent,
  }
}

/** A person's tries, the newest first; only those before the one of the id `before`. */
export async function findLoginRecords(
  reader: Reader,
  userPoolId: string,
  userId: string,
  { limit, before, now }: { limit: number; before?: string | undefined; now: Date },
): Promise<LoginRecord[]> {
  const rows = await reader
    .selectFrom('login_record')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .$if(before !== undefined, (query) => query.where('id', '<', before as string))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

export interface NewFailure extends Pick<LoginRecord, 'id' | 'at' | 'outcome' | 'way' | 'applicationId' | 'ip'> {
  userPoolId: string
  userId: string
  userAgent: string | null
  expiresAt: Date
}

/** Writes a failed try down, unless the account is gone. */
export async function insertFailure(tx: Tx, failure: NewFailure): Promise<void> {
  await sql`
    INSERT INTO login_record (user_pool_id, user_id, id, at, outcome, way, application_id, ip, user_agent, expires_at)
    SELECT account.user_pool_id, account.id, ${failure.id}, ${failure.at}::timestamptz, ${failure.outcome}::integer,
      ${failure.way}, ${failure.applicationId}::text, ${failure.ip}::text, ${failure.userAgent}::text,
      ${failure.expiresAt}::timestamptz
    FROM user_account AS account
    WHERE account.user_pool_id = ${failure.userPoolId} AND account.id = ${failure.userId}`.execute(tx)
}
