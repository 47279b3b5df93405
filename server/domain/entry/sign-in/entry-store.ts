import type { Language } from '@menshen/contract/errors'
import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Session } from '../session/session.ts'
import { enteringApplications } from './application-user-store.ts'

/** What opens with a sign-in: the session, and when a person made it, the line in the history and the device. */
export interface Entry {
  session: Omit<Session, 'deviceId' | 'endedAt'>
  ip: string
  userAgent: string | null
  /** The device of what nobody made a visit for, where it is known. */
  deviceId: string | null
  /** Null for a mere token. */
  visit: VisitRecord | null
}

export interface VisitRecord {
  way: string
  recordId: string
  recordExpiresAt: Date
  /** The device that the browser shows to be on; null when it shows none. */
  shownDeviceId: string | null
  /** Makes a client that shows nothing known by its kind; null where one that shows nothing is new. */
  agentKey: string | null
  /** What is written when it turns out to be new. */
  newDevice: { id: string; type: string; name: string; browser: string | null; os: string | null; expiresAt: Date }
  /** The language in which a new device is told of by mail; null: it is not. */
  noticeLanguage: Language | null
}

export interface EntryResult {
  deviceId: string | null
  /** Whether an administrator has locked the device. */
  deviceDisabled: boolean
}

/** Writes everything that a sign-in leaves behind in one statement, so that it costs one round trip. */
export async function insertEntry(tx: Tx, { session, ip, userAgent, deviceId, visit }: Entry): Promise<EntryResult> {
  const agent = userAgent?.slice(0, 512) ?? null
  const {
    id,
    userPoolId,
    userId,
    applicationId,
    kind,
    methods,
    createdAt,
    provenAt,
    expiresAt,
    endsBy,
    lastSeenAt,
    idleSeconds,
  } = session
  if (!visit) {
    await sql`
      INSERT INTO session (user_pool_id, id, user_id, application_id, kind, ip, user_agent, created_at, expires_at,
        last_seen_at, idle_seconds, methods, device_id, ends_by, proven_at)
      VALUES (${userPoolId}, ${id}, ${userId}, ${applicationId}, ${kind}, ${ip}, ${agent}, ${createdAt}, ${expiresAt},
        ${lastSeenAt}, ${idleSeconds}, ${methods}::text[], ${deviceId}, ${endsBy}, ${provenAt})`.execute(tx)
    return { deviceId, deviceDisabled: false }
  }
  const { newDevice: made } = visit
  const { rows } = await sql<{ device_id: string; disabled: boolean }>`
    WITH known AS (
      UPDATE device SET last_seen_at = ${createdAt}, last_ip = ${ip}, expires_at = ${made.expiresAt}
      WHERE user_pool_id = ${userPoolId} AND id = (
        SELECT id FROM device WHERE user_pool_id = ${userPoolId} AND user_id = ${userId}
          AND (id = ${visit.shownDeviceId} OR agent_key = ${visit.agentKey})
        ORDER BY (id = ${visit.shownDeviceId}) IS TRUE DESC LIMIT 1)
      RETURNING id, disabled OR coalesce(suspended_until > ${createdAt}, false) AS disabled
    ), made AS (
      INSERT INTO device (user_pool_id, id, user_id, type, name, browser, os, user_agent, agent_key, last_ip, last_seen_at,
        created_at, expires_at)
      SELECT ${userPoolId}, ${made.id}, ${userId}, ${made.type}, ${made.name}, ${made.browser}::text, ${made.os}::text,
        ${agent}::text, ${visit.agentKey}::text, ${ip}, ${createdAt}::timestamptz,
        ${createdAt}::timestamptz, ${made.expiresAt}::timestamptz
      WHERE NOT EXISTS (SELECT FROM known)
      RETURNING id, false AS disabled
    ), used AS (
      SELECT * FROM known UNION ALL SELECT * FROM made
    ), recorded AS (
      INSERT INTO login_record (user_pool_id, user_id, id, at, outcome, way, application_id, session_id, device_id, ip,
        user_agent, expires_at)
      SELECT ${userPoolId}, ${userId}, ${visit.recordId}, ${createdAt}::timestamptz, 200, ${visit.way},
        ${applicationId}::text, ${id}, used.id, ${ip}, ${agent}::text, ${visit.recordExpiresAt}::timestamptz FROM used
    ), opened AS (
      INSERT INTO session (user_pool_id, id, user_id, application_id, kind, ip, user_agent, created_at, expires_at,
        last_seen_at, idle_seconds, methods, device_id, ends_by, proven_at)
      SELECT ${userPoolId}, ${id}, ${userId}, ${applicationId}::text, ${kind}, ${ip}, ${agent}::text,
        ${createdAt}::timestamptz, ${expiresAt}::timestamptz, ${lastSeenAt}::timestamptz, ${idleSeconds}::integer,
        ${methods}::text[], used.id, ${endsBy}::timestamptz, ${provenAt}::timestamptz
      FROM used
    ), entered AS (
      ${enteringApplications({ userPoolIds: [userPoolId], applicationIds: [applicationId], userIds: [userId], at: createdAt, until: expiresAt })}
    )
    SELECT id AS device_id, disabled FROM used`.execute(tx)
  const [row] = rows
  return { deviceId: row?.device_id ?? null, deviceDisabled: row?.disabled ?? false }
}
