import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { UserIdentityTable } from '#platform/database/tables.gen.ts'
import { toUser } from '../user/user-store.ts'
import type { Identity, IdentityKey, NewIdentity } from './identity.ts'

function toIdentity(row: Selectable<UserIdentityTable>): Identity {
  return {
    userPoolId: row.user_pool_id,
    userId: row.user_id,
    provider: row.provider,
    userIdInIdp: row.user_id_in_idp,
    extIdpId: row.ext_idp_id,
    type: row.type,
    isSocial: row.is_social,
    connectionId: row.connection_id,
    openid: row.openid,
    userInfo: row.user_info,
    accessTokenSealed: row.access_token_sealed,
    refreshTokenSealed: row.refresh_token_sealed,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** More than anybody links, so that a list of people stays bounded. */
const most = 100

/** What these people have linked, the oldest first. */
export async function findIdentities(reader: Reader, userPoolId: string, userIds: string[]): Promise<Identity[]> {
  const rows = await reader
    .selectFrom('user_identity')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', sql<string>`any(${userIds}::text[])`)
    .orderBy('created_at')
    .orderBy('provider')
    .limit(most * userIds.length)
    .execute()
  return rows.map(toIdentity)
}

export async function hasIdentity(reader: Reader, userPoolId: string, userId: string): Promise<boolean> {
  const row = await reader
    .selectFrom('user_identity')
    .select('provider')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose account this is; any type and any source of the provider will do where none is named. */
export async function findUserByIdentity(
  reader: Reader,
  userPoolId: string,
  { provider, userIdInIdp, isSocial }: Pick<IdentityKey, 'provider' | 'userIdInIdp'> & { isSocial: boolean | null },
) {
  const row = await reader
    .selectFrom('user_identity as identity')
    .innerJoin('user_account as account', (join) =>
      join.onRef('account.user_pool_id', '=', 'identity.user_pool_id').onRef('account.id', '=', 'identity.user_id'),
    )
    .selectAll('account')
    .where('identity.user_pool_id', '=', userPoolId)
    .where('identity.provider', '=', provider)
    .where('identity.user_id_in_idp', '=', userIdInIdp)
    .$if(isSocial !== null, (query) => query.where('identity.is_social', '=', isSocial as boolean))
    .orderBy('identity.created_at')
    .limit(1)
    .executeTakeFirst()
  return row ? toUser(row) : null
}

export async function insertIdentity(
  tx: Tx,
  owner: { userPoolId: string; userId: string },
  identity: NewIdentity,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('user_identity')
    .values({
      user_pool_id: owner.userPoolId,
      user_id: owner.userId,
      provider: identity.provider,
      user_id_in_idp: identity.userIdInIdp,
      ext_idp_id: identity.extIdpId,
      type: identity.type,
      is_social: identity.isSocial,
      connection_id: identity.connectionId,
      openid: identity.openid,
      user_info: JSON.stringify(identity.userInfo),
      access_token_sealed: identity.accessTokenSealed,
      refresh_token_sealed: identity.refreshTokenSealed,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** Gives every account that one person has linked to another person. */
export async function moveIdentities(tx: Tx, userPoolId: string, from: string, to: string, now: Date): Promise<void> {
  await tx
    .updateTable('user_identity')
    .set({ user_id: to, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', from)
    .execute()
}

/** Unlinks whatever a person has at a provider, or of one source of it; answers how many there were. */
export async function deleteIdentities(
  tx: Tx,
  { userPoolId, userId }: { userPoolId: string; userId: string },
  { provider, extIdpId, type, isSocial }: Partial<Pick<NewIdentity, 'provider' | 'extIdpId' | 'type' | 'isSocial'>>,
): Promise<number> {
  const result = await tx
    .deleteFrom('user_identity')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .$if(Boolean(provider), (query) => query.where('provider', '=', provider as string))
    .$if(Boolean(extIdpId), (query) => query.where('ext_idp_id', '=', extIdpId as string))
    .$if(Boolean(type), (query) => query.where('type', '=', type as string))
    .$if(isSocial !== undefined, (query) => query.where('is_social', '=', isSocial as boolean))
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
