import { type Selectable, sql } from 'kysely'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { SessionTable } from '#platform/database/tables.gen.ts'
import { lastSeenLag, type Session, type SessionKind } from './session.ts'

/** A session stays a while for whoever asks when it was. */
export const sessionSweep = expiring('session', 30 * 86_400)

function toSession(row: Selectable<SessionTable>): Session {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    userId: row.user_id,
    applicationId: row.application_id,
    kind: row.kind as SessionKind,
    methods: row.methods as AuthenticationMethod[],
    deviceId: row.device_id,
    createdAt: row.created_at,
    provenAt: row.proven_at ?? row.created_at,
    expiresAt: row.expires_at,
    endsBy: row.ends_by,
    endedAt: row.ended_at,
    lastSeenAt: row.last_seen_at,
    idleSeconds: row.idle_seconds,
  }
}

export async function findSession(reader: Reader, userPoolId: string, id: string): Promise<Session | null> {
  const row = await reader
    .selectFrom('session')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toSession(row) : null
}

/** Moves the end of a live session, as far as it can last; false when it has ended meanwhile. */
export async function prolongSession(tx: Tx, userPoolId: string, id: string, expiresAt: Date): Promise<boolean> {
  const result = await tx
    .updateTable('session')
    .set({ expires_at: sql<Date>`least(${expiresAt}, ends_by)` })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Whether a session has ended, and not by this transaction. */
export async function endedByAnother(tx: Tx, userPoolId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('session')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is not', null)
    .where(sql<boolean>`xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid`)
    .executeTakeFirst()
  return row !== undefined
}

export type Ended = Pick<Session, 'userId' | 'applicationId'>

/** Answers whose it was; null when it was over already. */
export async function endSession(tx: Tx, userPoolId: string, id: string, now: Date): Promise<Ended | null> {
  const row = await tx
    .updateTable('session')
    .set({ ended_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['user_id', 'application_id'])
    .executeTakeFirst()
  return row ? { userId: row.user_id, applicationId: row.application_id } : null
}

/** Of the table `session`: it has not been idle for too long. The same as in `isLive`. */
export function isInUse(now: Date) {
  return sql<boolean>`(session.idle_seconds IS NULL
    OR session.last_seen_at + make_interval(secs => session.idle_seconds + ${sql.lit(lastSeenLag)}) > ${now})`
}

/** A session as whoever looks at a list of them sees it. */
export interface ListedSession extends Session {
  ip: string | null
  userAgent: string | null
  deviceName: string | null
}

export interface SessionRange {
  limit: number
  /** Only those that opened before the one of this id. */
  before?: string | undefined
  applicationId?: string | undefined
  deviceId?: string | undefined
}

/** A person's sessions that have neither ended nor expired nor been idle for too long, newest first. */
export async function findLiveSessions(
  reader: Reader,
  userPoolId: string,
  userId: string,
  now: Date,
  { limit, before, applicationId, deviceId }: SessionRange = { limit: 200 },
): Promise<ListedSession[]> {
  const rows = await reader
    .selectFrom('session')
    .leftJoin('device', (join) =>
      join
        .onRef('device.user_pool_id', '=', 'session.user_pool_id')
        .onRef('device.id', '=', 'session.device_id')
        .onRef('device.user_id', '=', 'session.user_id'),
    )
    .selectAll('session')
    .select('device.name as device_name')
    .where('session.user_pool_id', '=', userPoolId)
    .where('session.user_id', '=', userId)
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where(isInUse(now))
    .$if(before !== undefined, (query) => query.where('session.id', '<', before as string))
    .$if(applicationId !== undefined, (query) => query.where('session.application_id', '=', applicationId as string))
    .$if(deviceId !== undefined, (query) => query.where('session.device_id', '=', deviceId as string))
    .orderBy('session.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...toSession(row),
    ip: row.ip,
    userAgent: row.user_agent,
    deviceName: row.device_name,
  }))
}

/** Which of a person's sessions end; what is left out does not narrow. */
export interface EndingRange {
  /** Only those in one of these applications. */
  applicationId?: string | readonly string[] | undefined
  /** Only this one. */
  id?: string | undefined
  deviceId?: string | undefined
  /** All but this one. */
  except?: string | undefined
  /** Only those that were opened in this way, among others. */
  method?: AuthenticationMethod | undefined
  /** Only those that were opened then or later. */
  since?: Date | undefined
  kind?: 'offline' | undefined
}

/** Ends live sessions of these people and answers the ids of what was ended. */
export async function endSessionsOf(
  tx: Tx,
  userPoolId: string,
  userIds: string[],
  now: Date,
  range: EndingRange = {},
): Promise<string[]> {
  const ended = await endOnce(tx, userPoolId, userIds, now, range)
  // Offline access that opened in one of these while they were waited for: a statement does not see what began after it.
  const opened = await endOnce(tx, userPoolId, userIds, now, { ...range, kind: 'offline' })
  return [...ended, ...opened]
}

async function endOnce(
  tx: Tx,
  userPoolId: string,
  userIds: string[],
  now: Date,
  { applicationId, id, deviceId, except, method, since, kind }: EndingRange,
): Promise<string[]> {
  const rows = await tx
    .updateTable('session')
    .set({ ended_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .where('ended_at', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as string))
    .$if(applicationId !== undefined, (query) => query.where('application_id', 'in', [applicationId ?? []].flat()))
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .$if(deviceId !== undefined, (query) => query.where('device_id', '=', deviceId as string))
    .$if(except !== undefined, (query) => query.where('id', '<>', except as string))
    .$if(method !== undefined, (query) => query.where(sql<boolean>`${method} = ANY (methods)`))
    .$if(since !== undefined, (query) => query.where('created_at', '>=', since as Date))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** A person's sessions end at that time at the latest, however often they are refreshed; answers the ids of those that had longer. */
export async function shortenSessions(tx: Tx, userPoolId: string, userId: string, until: Date): Promise<string[]> {
  const shorten = async () => {
    const rows = await tx
      .updateTable('session')
      .set({ expires_at: sql<Date>`least(expires_at, ${until})`, ends_by: until })
      .where('user_pool_id', '=', userPoolId)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .where(sql<boolean>`coalesce(ends_by > ${until}, true)`)
      .returning('id')
      .execute()
    return rows.map((row) => row.id)
  }
  // The second time for offline access that opened while these were waited for.
  return [...(await shorten()), ...(await shorten())]
}

/** Notes on a live session that its person has shown something more. */
export async function addSessionMethod(
  tx: Tx,
  userPoolId: string,
  id: string,
  method: AuthenticationMethod,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ methods: sql<string[]>`array_append(array_remove(methods, ${method}), ${method})` })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Says on which device a live session is. */
export async function moveSession(tx: Tx, userPoolId: string, id: string, deviceId: string): Promise<void> {
  await tx
    .updateTable('session')
    .set({ device_id: deviceId })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** Writes down when sessions were last used; in the order of their keys, so that two processes never wait in a circle. */
export async function touchSessions(tx: Tx, uses: { userPoolId: string; id: string; at: Date }[]): Promise<void> {
  await sql`
    WITH used AS (
      SELECT * FROM unnest(${uses.map(({ userPoolId }) => userPoolId)}::text[], ${uses.map(({ id }) => id)}::text[],
        ${uses.map(({ at }) => at)}::timestamptz[]) AS used (user_pool_id, id, at)
    ), locked AS (
      SELECT session.user_pool_id, session.id, used.at FROM session JOIN used USING (user_pool_id, id)
      WHERE session.last_seen_at < used.at ORDER BY 1, 2 FOR UPDATE OF session
    )
    UPDATE session SET last_seen_at = locked.at FROM locked
    WHERE session.user_pool_id = locked.user_pool_id AND session.id = locked.id`.execute(tx)
}
