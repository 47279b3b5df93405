import { type Selectable, sql } from 'kysely'
import type { Look, Tx } from '#platform/database/database.ts'
import type { SessionTable } from '#platform/database/tables.gen.ts'
import type { Session, SessionKind } from './session.ts'

function toSession(row: Selectable<SessionTable>): Session {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    userId: row.user_id,
    applicationId: row.application_id,
    kind: row.kind as SessionKind,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  }
}

export async function findSession(look: Look, userPoolId: string, id: string): Promise<Session | null> {
  const row = await look
    .selectFrom('session')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toSession(row) : null
}

export type NewSession = Omit<Session, 'endedAt'> & { ip: string; userAgent: string | null }

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('session')
    .values({
      user_pool_id: session.userPoolId,
      id: session.id,
      user_id: session.userId,
      application_id: session.applicationId,
      kind: session.kind,
      ip: session.ip,
      user_agent: session.userAgent?.slice(0, 512) ?? null,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** Moves the end of a live session; false when it has ended meanwhile. */
export async function prolongSession(tx: Tx, userPoolId: string, id: string, expiresAt: Date): Promise<boolean> {
  const result = await tx
    .updateTable('session')
    .set({ expires_at: expiresAt })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export async function endSession(tx: Tx, userPoolId: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('session')
    .set({ ended_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** A person's sessions that have neither ended nor expired, newest first. */
export async function findLiveSessions(look: Look, userPoolId: string, userId: string, now: Date): Promise<Session[]> {
  const rows = await look
    .selectFrom('session')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(toSession)
}

/** Ends every live session of these people, or only those in one application, and answers the ids of what was ended. */
export async function endSessionsOf(
  tx: Tx,
  userPoolId: string,
  userIds: string[],
  now: Date,
  applicationId?: string,
): Promise<string[]> {
  const rows = await tx
    .updateTable('session')
    .set({ ended_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .where('ended_at', 'is', null)
    .$if(applicationId !== undefined, (query) => query.where('application_id', '=', applicationId as string))
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
