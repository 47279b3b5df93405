import { type Selectable, sql } from 'kysely'
import type { Subject } from '#domain/ground/permission/subject-type.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { reading } from '#platform/database/reading.ts'
import type { ApplicationAccessTable } from '#platform/database/tables.gen.ts'
import { asked, holds, ofEach, reaching } from '../permission/reaching-store.ts'
import type { AccessRule, EntrantType } from './application-access.ts'

export function toRule(row: Selectable<ApplicationAccessTable>): AccessRule {
  return {
    targetType: row.target_type as EntrantType,
    targetId: row.target_id,
    allows: row.allows,
    enabled: row.enabled,
    inherited: row.inherited,
    createdAt: row.created_at,
  }
}

const rule = 'application_id, allows, enabled, inherited'

const readVerdict = reading<{ allowed: boolean | null; denied: boolean | null }>(`
  ${reaching('USER', 'application text')}
  SELECT bool_or(allows) AS allowed, bool_or(NOT allows) AS denied
  FROM ${ofEach('application_access', rule, `application_id = ${asked('application')} AND ${holds}`)}`)

/** Who, and when. */
interface Entrant {
  userId: string
  now: Date
}

/** What the rules of an application say of a person, through whatever they reach them; null when none is about them. */
export async function findVerdict(
  reader: Reader,
  userPoolId: string,
  applicationId: string,
  { userId, now }: Entrant,
): Promise<{ allowed: boolean; denied: boolean } | null> {
  const [row] = await readVerdict(reader, [userPoolId, userId, now, applicationId])
  const { allowed = null, denied = null } = row ?? {}
  return allowed === null || denied === null ? null : { allowed, denied }
}

const readEnterable = reading<{ id: string | null; total: string }>(`
  ${reaching('USER', 'page_size int', 'offset_by int')},
  verdict AS (
    SELECT application_id, bool_or(allows) AS allowed, bool_or(NOT allows) AS denied
    FROM ${ofEach('application_access', rule, holds)} GROUP BY application_id),
  enterable AS (
    SELECT application.id FROM application LEFT JOIN verdict ON verdict.application_id = application.id
    WHERE application.user_pool_id = ${asked('pool')} AND (settings->>'accessEnabled' = 'false' OR (denied IS NOT TRUE
      AND (allowed IS TRUE OR coalesce(settings->>'defaultAccess', 'ALLOW_ALL') = 'ALLOW_ALL'))))
  SELECT page.id, total FROM (SELECT count(*) AS total FROM enterable) AS counted
    LEFT JOIN (SELECT id FROM enterable ORDER BY id LIMIT ${asked('page_size')} OFFSET ${asked('offset_by')}) AS page ON true
  ORDER BY page.id`)

/** One page of the applications that a person may enter, oldest first, and how many there are. */
export async function findEnterable(
  reader: Reader,
  userPoolId: string,
  { userId, now }: Entrant,
  { page, limit }: Page,
) {
  const rows = await readEnterable(reader, [userPoolId, userId, now, limit, (page - 1) * limit])
  return { totalCount: Number(rows[0]?.total ?? 0), ids: rows.flatMap(({ id }) => id ?? []) }
}

const readGranted = reading<{ application_id: string }>(`
  ${reaching('USER', 'most int')},
  verdict AS (
    SELECT application_id, bool_or(allows) AS allowed, bool_or(NOT allows) AS denied
    FROM ${ofEach('application_access', rule, holds)} GROUP BY application_id)
  SELECT application_id FROM verdict WHERE allowed AND NOT denied ORDER BY application_id LIMIT ${asked('most')}`)

/** The applications that rules let a person enter and none keeps them out of, oldest first. */
export async function findGranted(
  reader: Reader,
  userPoolId: string,
  { userId, now }: Entrant,
  most: number,
): Promise<string[]> {
  const rows = await readGranted(reader, [userPoolId, userId, now, most])
  return rows.map((row) => row.application_id)
}

/** Says of each whether they may enter; who was spoken of before is now spoken of like this. */
export async function saveRules(
  tx: Tx,
  { userPoolId, applicationId }: { userPoolId: string; applicationId: string },
  targets: Subject[],
  { allows, inherited, now }: { allows: boolean; inherited: boolean; now: Date },
): Promise<void> {
  await sql`
    INSERT INTO application_access (user_pool_id, application_id, target_type, target_id, allows, inherited, created_at, updated_at)
    SELECT ${userPoolId}, ${applicationId}, target.type, target.id, ${allows}, ${inherited}, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${targets.map(({ type }) => type)}::text[], ${targets.map(({ id }) => id)}::text[]) AS target (type, id)
    ON CONFLICT (user_pool_id, application_id, target_type, target_id) DO UPDATE
      SET allows = excluded.allows, inherited = excluded.inherited, enabled = true, updated_at = excluded.updated_at`.execute(
    tx,
  )
}

interface Targets {
  userPoolId: string
  applicationId: string
  type: EntrantType
  ids: string[]
}

/** Lets rules hold or not; answers the subjects that had any. */
export async function switchRules(
  tx: Tx,
  { userPoolId, applicationId, type, ids }: Targets,
  enabled: boolean,
  now: Date,
) {
  const rows = await tx
    .updateTable('application_access')
    .set({ enabled, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('target_type', '=', type)
    .where('target_id', '=', sql<string>`any(${ids}::text[])`)
    .returning('target_id')
    .execute()
  return rows.map(({ target_id }) => target_id)
}

/** Deletes rules; answers the subjects that had any. */
export async function deleteRules(tx: Tx, { userPoolId, applicationId, type, ids }: Targets): Promise<string[]> {
  const rows = await tx
    .deleteFrom('application_access')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .where('target_type', '=', type)
    .where('target_id', '=', sql<string>`any(${ids}::text[])`)
    .returning('target_id')
    .execute()
  return rows.map(({ target_id }) => target_id)
}

/** Whether an application has any rule. */
export async function hasRules(reader: Reader, userPoolId: string, applicationId: string): Promise<boolean> {
  const row = await ofApplication(reader, userPoolId, applicationId).select('target_id').limit(1).executeTakeFirst()
  return row !== undefined
}

function ofApplication(reader: Reader, userPoolId: string, applicationId: string) {
  return reader
    .selectFrom('application_access')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
}
