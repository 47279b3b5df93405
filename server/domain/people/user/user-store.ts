import { type Selectable, sql } from 'kysely'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { UserAccountTable } from '#platform/database/tables.gen.ts'
import { keyOf, readsAs } from './identifier.ts'
import type { Profile, User, UserKey, UserStatus, Vouched } from './user.ts'
import { vouchedByOrigin } from './vouch.ts'

export function toUser(row: Selectable<UserAccountTable>): User {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    status: row.status as UserStatus,
    statusChangedAt: row.status_changed_at,
    username: row.username,
    email: row.email,
    emailVerified: row.email_verified,
    emailAssumed: row.email_assumed,
    phone: row.phone,
    phoneCountryCode: row.phone_country_code,
    phoneVerified: row.phone_verified,
    externalId: row.external_id,
    unionid: row.unionid,
    openid: row.openid,
    blocked: row.blocked,
    resetPasswordOnFirstLogin: row.reset_password_on_first_login,
    resetPasswordOnNextLogin: row.reset_password_on_next_login,
    vouched: (row.vouched as Vouched[] | null) ?? vouchedByOrigin(row.register_source),
    registerSource: row.register_source,
    profile: row.profile as Profile,
    passwordSecurityLevel: row.password_security_level,
    secondFactors: row.second_factors as FactorKind[],
    factorEpoch: row.factor_epoch,
    lastMfaTime: row.last_mfa_time,
    loginsCount: row.logins_count,
    lastLogin: row.last_login,
    lastIp: row.last_ip,
    signedUp: row.signed_up,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** The columns of what may change; an absent key stays as it is. */
function toColumns(user: Partial<User>) {
  return {
    ...('username' in user && {
      username: user.username,
      username_key: user.username ? keyOf('username', user.username) : null,
      username_reads: user.username ? (readsAs(user.username)?.key ?? null) : null,
    }),
    ...('email' in user && { email: user.email, email_key: user.email }),
    ...('phone' in user && { phone: user.phone }),
    ...('phoneCountryCode' in user && { phone_country_code: user.phoneCountryCode }),
    ...('status' in user && { status: user.status }),
    ...('emailVerified' in user && { email_verified: user.emailVerified }),
    ...('emailAssumed' in user && { email_assumed: user.emailAssumed }),
    ...('phoneVerified' in user && { phone_verified: user.phoneVerified }),
    ...('externalId' in user && { external_id: user.externalId }),
    ...('unionid' in user && { unionid: user.unionid }),
    ...('openid' in user && { openid: user.openid }),
    ...('blocked' in user && { blocked: user.blocked }),
    ...('resetPasswordOnFirstLogin' in user && { reset_password_on_first_login: user.resetPasswordOnFirstLogin }),
    ...('resetPasswordOnNextLogin' in user && { reset_password_on_next_login: user.resetPasswordOnNextLogin }),
    ...('vouched' in user && { vouched: user.vouched }),
    ...('registerSource' in user && { register_source: user.registerSource }),
    ...('passwordSecurityLevel' in user && { password_security_level: user.passwordSecurityLevel }),
    ...('secondFactors' in user && { second_factors: user.secondFactors }),
    ...('factorEpoch' in user && { factor_epoch: user.factorEpoch }),
    ...('lastMfaTime' in user && { last_mfa_time: user.lastMfaTime }),
    ...('loginsCount' in user && { logins_count: user.loginsCount }),
    ...('lastLogin' in user && { last_login: user.lastLogin }),
    ...('lastIp' in user && { last_ip: user.lastIp }),
    ...(user.signedUp && { signed_up: user.signedUp }),
    ...('profile' in user && { profile: JSON.stringify(user.profile) }),
  }
}

const keyColumns = {
  id: 'id',
  username: 'username_key',
  email: 'email_key',
  phone: 'phone',
  externalId: 'external_id',
} as const

function comparableKey(key: UserKey, value: string): string {
  return key === 'id' || key === 'externalId' ? value : keyOf(key, value)
}

export async function findUserBy(reader: Reader, userPoolId: string, key: UserKey, text: string): Promise<User | null> {
  const row = await reader
    .selectFrom('user_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where(keyColumns[key], '=', comparableKey(key, text))
    .executeTakeFirst()
  return row ? toUser(row) : null
}

export function findUser(reader: Reader, userPoolId: string, id: string): Promise<User | null> {
  return findUserBy(reader, userPoolId, 'id', id)
}

/** Reads one person afresh and keeps everybody else from changing them until the transaction ends. */
export async function lockUser(tx: Tx, userPoolId: string, id: string): Promise<User | null> {
  const row = await tx
    .selectFrom('user_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? toUser(row) : null
}

/** The same for many, always in one order, so that nobody waits in a circle; answers the ids of those who exist. */
export async function lockUsers(tx: Tx, userPoolId: string, ids: string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('user_account')
    .select('id')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id }) => id)
}

/** One person with the password hash, for signing in: the only statement that reads both. */
export async function findUserWithPassword(reader: Reader, userPoolId: string, key: UserKey, value: string) {
  const row = await reader
    .selectFrom('user_account as account')
    .leftJoin('user_password as password', (join) =>
      join.onRef('password.user_pool_id', '=', 'account.user_pool_id').onRef('password.user_id', '=', 'account.id'),
    )
    .selectAll('account')
    .select(['password.hash', 'password.changed_at'])
    .where('account.user_pool_id', '=', userPoolId)
    .where(`account.${keyColumns[key]}`, '=', comparableKey(key, value))
    .executeTakeFirst()
  if (!row) return null
  const { hash, changed_at: changedAt } = row
  return { user: toUser(row), stored: hash && changedAt ? { hash, changedAt } : null }
}

/** Each of the given people, and null for who does not exist, in the order asked for. */
export async function findEachUser(
  reader: Reader,
  userPoolId: string,
  key: UserKey,
  values: readonly string[],
): Promise<(User | null)[]> {
  const wanted = values.map((value) => comparableKey(key, value))
  const rows = await reader
    .selectFrom('user_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where(keyColumns[key], '=', sql<string>`any(${wanted}::text[])`)
    .execute()
  const byKey = new Map(rows.map((row) => [row[keyColumns[key]], toUser(row)]))
  return wanted.map((value) => byKey.get(value) ?? null)
}

/** Those of the given people who exist, each once, in the order asked for. */
export async function findUsers(reader: Reader, userPoolId: string, key: UserKey, values: string[]): Promise<User[]> {
  return [...new Set(await findEachUser(reader, userPoolId, key, values))].filter((user) => user !== null)
}

export type NewUser = Pick<User, 'id' | 'userPoolId'> & Partial<User>

export async function insertUser(tx: Tx, user: NewUser, now: Date): Promise<User> {
  const row = await tx
    .insertInto('user_account')
    .values({
      user_pool_id: user.userPoolId,
      id: user.id,
      signed_up: now,
      created_at: now,
      updated_at: now,
      ...toColumns(user),
      ...(user.status && { status_changed_at: now }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toUser(row)
}

/** Changes what is given and keeps the rest; profile fields are merged, null removes one. Null when nobody has that id. */
export async function updateUser(
  tx: Tx,
  userPoolId: string,
  id: string,
  changes: Partial<User>,
  now: Date,
): Promise<User | null> {
  const { profile, ...columns } = changes
  const row = await tx
    .updateTable('user_account')
    .set({
      ...toColumns(columns),
      ...(changes.status && { status_changed_at: now }),
      ...(profile && { profile: sql<string>`jsonb_strip_nulls(profile || ${JSON.stringify(profile)}::jsonb)` }),
      updated_at: now,
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toUser(row) : null
}

/** Counts one sign-in. Not announced to caches: see `CachedRecords`. */
export async function countLogin(
  tx: Tx,
  user: Pick<User, 'userPoolId' | 'id'>,
  ip: string,
  now: Date,
): Promise<User | null> {
  const row = await tx
    .updateTable('user_account')
    .set({ logins_count: sql`logins_count + 1`, last_login: now, last_ip: ip })
    .where('user_pool_id', '=', user.userPoolId)
    .where('id', '=', user.id)
    .returningAll()
    .executeTakeFirst()
  return row ? toUser(row) : null
}

/** Deletes those of the given people who exist, with everything that hangs on them; answers their ids. */
export async function deleteUsers(tx: Tx, userPoolId: string, ids: string[]): Promise<string[]> {
  const rows = await tx
    .deleteFrom('user_account')
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
