import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import { channel } from '#platform/database/notices.ts'
import { enteringApplications } from '../sign-in/application-user-store.ts'
import type { Artifact, ArtifactChanges, StoredArtifact } from './artifact.ts'

export const artifactSweep = expiring('oidc_artifact')

export async function findArtifact(reader: Reader, kind: string, key: Buffer): Promise<StoredArtifact | null> {
  const row = await reader
    .selectFrom('oidc_artifact')
    .select(['user_pool_id', 'payload', 'consumed_at'])
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? { userPoolId: row.user_pool_id, payload: row.payload, consumedAt: row.consumed_at } : null
}

export async function findArtifactByUid(reader: Reader, kind: string, uid: string): Promise<StoredArtifact | null> {
  const row = await reader
    .selectFrom('oidc_artifact')
    .select(['user_pool_id', 'payload', 'consumed_at'])
    .where('kind', '=', kind)
    .where('uid', '=', uid)
    .executeTakeFirst()
  return row ? { userPoolId: row.user_pool_id, payload: row.payload, consumedAt: row.consumed_at } : null
}

/** Uses a code or refresh token up; false when somebody was faster. */
export async function consumeArtifact(tx: Tx, kind: string, key: Buffer, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('oidc_artifact')
    .set({ consumed_at: now })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('consumed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Writes everything in one statement: a sign-in then costs one round trip for code, grant and session together. */
export async function changeArtifacts(
  tx: Tx,
  { put, remove, revokedGrants }: Omit<ArtifactChanges, 'endedSessions' | 'offline'>,
  topics: string[],
  now: Date,
): Promise<void> {
  // Whoever is given a code has entered the application, by single sign-on or not.
  const codes = put.filter(({ kind }) => kind === 'AuthorizationCode')
  const column = <Value>(read: (artifact: Artifact) => Value) => put.map(read)
  await sql`
    WITH removed AS (
      DELETE FROM oidc_artifact AS old
      USING unnest(${remove.map(({ kind }) => kind)}::text[], ${remove.map(({ key }) => key)}::bytea[]) AS gone (kind, key)
      WHERE old.kind = gone.kind AND old.key = gone.key
    ), revoked AS (
      DELETE FROM oidc_artifact WHERE grant_id = any(${revokedGrants}::text[]) RETURNING kind, user_pool_id, grant_id
    ), ended AS (
      UPDATE session SET ended_at = ${now} FROM revoked
      WHERE revoked.kind = 'Grant' AND session.user_pool_id = revoked.user_pool_id AND session.id = revoked.grant_id
        AND session.ended_at IS NULL
    ), kept AS (
      INSERT INTO oidc_artifact AS old (kind, key, user_pool_id, account_id, grant_id, uid, payload, expires_at)
      SELECT * FROM unnest(
        ${column(({ kind }) => kind)}::text[], ${column(({ key }) => key)}::bytea[],
        ${column(({ userPoolId }) => userPoolId)}::text[], ${column(({ accountId }) => accountId)}::text[],
        ${column(({ grantId }) => grantId)}::text[], ${column(({ uid }) => uid)}::text[],
        ${column(({ payload }) => JSON.stringify(payload))}::jsonb[], ${column(({ expiresAt }) => expiresAt)}::timestamptz[]
      )
      ON CONFLICT (kind, key) DO UPDATE SET
        user_pool_id = excluded.user_pool_id, account_id = excluded.account_id, grant_id = excluded.grant_id,
        uid = excluded.uid, payload = excluded.payload, expires_at = excluded.expires_at
    ), entered AS (
      ${enteringApplications({
        userPoolIds: codes.map(({ userPoolId }) => userPoolId),
        applicationIds: codes.map(({ payload }) => payload.clientId as string),
        userIds: codes.map(({ accountId }) => accountId),
        at: now,
        until: now,
      })}
    )
    SELECT pg_notify(${channel}, topic) FROM unnest(${topics}::text[]) AS topic`.execute(tx)
}

/** Deletes whatever the engine keeps for these people; answers the grants among it, which caches may know. */
export async function deleteArtifactsOf(tx: Tx, userPoolId: string, accountIds: string[]): Promise<string[]> {
  const rows = await tx
    .deleteFrom('oidc_artifact')
    .where('user_pool_id', '=', userPoolId)
    .where('account_id', '=', sql<string>`any(${accountIds}::text[])`)
    .returning(['kind', 'grant_id'])
    .execute()
  return rows.flatMap(({ kind, grant_id }) => (kind === 'Grant' && grant_id ? [grant_id] : []))
}

/** Ends what an application may do for a person: deletes its grants and all that hangs on them; answers the grants. */
export async function endGrantsOf(
  tx: Tx,
  { userPoolId, userId, applicationId }: { userPoolId: string; userId: string; applicationId: string },
): Promise<string[]> {
  const grants = tx
    .selectFrom('oidc_artifact')
    .select('grant_id')
    .where('user_pool_id', '=', userPoolId)
    .where('account_id', '=', userId)
    .where('kind', '=', 'Grant')
    .where(sql<boolean>`payload ->> 'clientId' = ${applicationId}`)
  const rows = await tx
    .deleteFrom('oidc_artifact')
    .where('grant_id', 'in', grants)
    .returning(['kind', 'grant_id'])
    .execute()
  return rows.flatMap(({ kind, grant_id }) => (kind === 'Grant' && grant_id ? [grant_id] : []))
}
