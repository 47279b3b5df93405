import type { Reader, Tx } from '#platform/database/database.ts'
import type { Channel } from './message.ts'

/** A pool's own sender, its settings sealed. */
export interface StoredProvider {
  kind: string
  configSealed: Buffer
  enabled: boolean
  updatedAt: Date
}

export type NewProvider = Omit<StoredProvider, 'updatedAt'>

export async function findProvider(
  reader: Reader,
  userPoolId: string,
  channel: Channel,
): Promise<StoredProvider | null> {
  const row = await reader
    .selectFrom('message_provider')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('channel', '=', channel)
    .executeTakeFirst()
  return row
    ? { kind: row.kind, configSealed: row.config_sealed, enabled: row.enabled, updatedAt: row.updated_at }
    : null
}

export async function saveProvider(
  tx: Tx,
  userPoolId: string,
  channel: Channel,
  { kind, configSealed, enabled }: NewProvider,
  now: Date,
): Promise<void> {
  const columns = { kind, config_sealed: configSealed, enabled, updated_at: now }
  await tx
    .insertInto('message_provider')
    .values({ user_pool_id: userPoolId, channel, ...columns })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'channel']).doUpdateSet(columns))
    .execute()
}

export async function deleteProvider(tx: Tx, userPoolId: string, channel: Channel): Promise<void> {
  await tx
    .deleteFrom('message_provider')
    .where('user_pool_id', '=', userPoolId)
    .where('channel', '=', channel)
    .execute()
}
