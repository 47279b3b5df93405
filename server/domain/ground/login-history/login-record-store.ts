import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
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

/** Which of a person's tries are meant; what is left out does not narrow. */
export interface HistoryFilter {
  applicationId?: string | undefined
  ip?: string | undefined
  /** Only those that succeeded, or only those that did not. */
  success?: boolean | undefined
  from?: Date | undefined
  until?: Date | undefined
}

/** One page of a person's tries, the newest first, and how many there are. */
export async function pageOfLoginRecords(
  reader: Reader,
  { userPoolId, userId, now }: { userPoolId: string; userId: string; now: Date },
  { applicationId, ip, success, from, until }: HistoryFilter,
  { page, limit }: Page,
): Promise<{ totalCount: number; list: LoginRecord[] }> {
  const meant = reader
    .selectFrom('login_record')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .$if(applicationId !== undefined, (query) => query.where('application_id', '=', applicationId as string))
    .$if(ip !== undefined, (query) => query.where('ip', '=', ip as string))
    .$if(success !== undefined, (query) => query.where('outcome', success ? '=' : '<>', 200))
    .$if(from !== undefined, (query) => query.where('at', '>=', from as Date))
    .$if(until !== undefined, (query) => query.where('at', '<=', until as Date))
  const rows = await meant
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await meant.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toRecord) }
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
