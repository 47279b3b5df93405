import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'

/** What was written under earlier rules is brought into the forms of these. */
const form = 'identifiers-2'

/** A person's identifiers as they stand in the database. */
export interface Stated {
  userPoolId: string
  id: string
  username: string | null
  usernameKey: string | null
  usernameReads: string | null
  email: string | null
  /** Whether the index has other pieces of the person's texts than a search asks for. */
  unindexed: boolean
}

export interface Collision {
  userPoolId: string
  userId: string
  kind: 'username' | 'email'
  /** As the person has it, and in the form that is somebody else's. */
  value: string
  form: string
  /** Their own where the identifier is one that nobody could take today. */
  holderId: string
}

/** The place that the work has come to, held until the transaction ends; null when it is done, or somebody else is at it. */
export async function takeRestatement(tx: Tx): Promise<{ userPoolId: string; id: string } | null> {
  const row = await tx
    .selectFrom('restatement')
    .select(['after_pool as userPoolId', 'after_user as id'])
    .where('form', '=', form)
    .where('finished_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** `null`: everybody was looked at. */
export async function leaveRestatement(
  tx: Tx,
  at: { userPoolId: string; id: string } | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('restatement')
    .set(at ? { after_pool: at.userPoolId, after_user: at.id } : { finished_at: now })
    .where('form', '=', form)
    .execute()
}

// What the index was made of was put into small letters as the C locale does, which knows those of ASCII alone.
const folds = [
  'username',
  'email',
  'phone',
  'external_id',
  ...['nickname', 'name', 'company', 'givenName', 'familyName', 'preferredUsername'].map(
    (name) => `profile ->> '${name}'`,
  ),
]
  .map(
    (field) =>
      `coalesce(convert_to(search_fold(${field}), 'UTF8') <> convert_to(lower((${field}) COLLATE "C"), 'UTF8'), false)`,
  )
  .join(' OR ')

export async function findStated(reader: Reader, where: RawBuilder<boolean>, limit: number): Promise<Stated[]> {
  return reader
    .selectFrom('user_account')
    .select([
      'user_pool_id as userPoolId',
      'id',
      'username',
      'username_key as usernameKey',
      'username_reads as usernameReads',
      'email',
      sql<boolean>`(${sql.raw(folds)})`.as('unindexed'),
    ])
    .where(where)
    .orderBy('user_pool_id')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export const after = ({ userPoolId, id }: { userPoolId: string; id: string }): RawBuilder<boolean> =>
  sql`(user_pool_id, id) > (${userPoolId}, ${id})`

export const exactly = ({ userPoolId, id }: { userPoolId: string; id: string }): RawBuilder<boolean> =>
  sql`user_pool_id = ${userPoolId} AND id = ${id}`

export interface Restated {
  usernameKey?: string
  usernameReads?: string | null
  email?: string
}

/** Nobody has changed: the moment moves by a microsecond, which no door shows, so that the indexes get the row anew. */
export async function restate(tx: Tx, { userPoolId, id }: Stated, changes: Restated): Promise<void> {
  await tx
    .updateTable('user_account')
    .set({
      ...(changes.usernameKey !== undefined && { username_key: changes.usernameKey }),
      ...(changes.usernameReads !== undefined && { username_reads: changes.usernameReads }),
      ...(changes.email !== undefined && { email: changes.email, email_key: changes.email }),
      updated_at: sql`updated_at + interval '1 microsecond'`,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

export async function insertCollision(
  tx: Tx,
  { userPoolId, userId, kind, ...it }: Collision,
  now: Date,
): Promise<void> {
  const found = { value: it.value, form: it.form, holder_id: it.holderId }
  await tx
    .insertInto('identifier_collision')
    .values({ user_pool_id: userPoolId, user_id: userId, kind, ...found, noticed_at: now })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'user_id', 'kind']).doUpdateSet(found))
    .execute()
}

/** Forgets the collisions that somebody has settled, and answers whose they were. */
export async function takeSettledCollisions(tx: Tx): Promise<{ userPoolId: string; id: string }[]> {
  const { rows } = await sql<{ userPoolId: string; id: string }>`
    DELETE FROM identifier_collision AS own USING user_account AS person, user_account AS holder
    WHERE person.user_pool_id = own.user_pool_id AND person.id = own.user_id
      AND holder.user_pool_id = own.user_pool_id AND holder.id = own.holder_id
      AND (own.value IS DISTINCT FROM CASE own.kind WHEN 'email' THEN person.email ELSE person.username END
        OR own.form NOT IN (coalesce(holder.username_key, ''), coalesce(holder.email_key, ''), coalesce(holder.phone, '')))
    RETURNING own.user_pool_id AS "userPoolId", own.user_id AS id`.execute(tx)
  return rows
}

export async function findCollisions(reader: Reader, limit: number): Promise<{ total: number; list: Collision[] }> {
  const all = reader.selectFrom('identifier_collision')
  const { total } = await all.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const list = await all
    .select(['user_pool_id as userPoolId', 'user_id as userId', 'kind', 'value', 'form', 'holder_id as holderId'])
    .orderBy('user_pool_id')
    .orderBy('user_id')
    .limit(limit)
    .execute()
  return { total: Number(total), list: list as Collision[] }
}

/** Entries of lists of who may register are few: all of them at once. */
export async function restateWhitelist(tx: Tx, formOf: (type: string, value: string) => string): Promise<void> {
  const rows = await tx.selectFrom('registration_whitelist').selectAll().execute()
  for (const row of rows) {
    const value = formOf(row.type, row.value)
    if (value === row.value) continue
    const own = { user_pool_id: row.user_pool_id, type: row.type }
    await tx
      .insertInto('registration_whitelist')
      .values({ ...own, value, created_at: row.created_at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx
      .deleteFrom('registration_whitelist')
      .where('user_pool_id', '=', row.user_pool_id)
      .where('type', '=', row.type)
      .where('value', '=', row.value)
      .execute()
  }
}
