import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { User } from './user.ts'
import { toUser } from './user-store.ts'

/** Keeps others from claiming these addresses and numbers in this pool until the transaction ends. */
export async function lockIdentifiers(tx: Tx, userPoolId: string, addresses: string[]): Promise<void> {
  await tx
    .selectFrom(
      sql<{ key: string }>`(SELECT DISTINCT hashtextextended(address, hashtextextended(${userPoolId}, 0)) AS key
        FROM unnest(${addresses}::text[]) AS address ORDER BY key)`.as('claimed'),
    )
    .select(sql`pg_advisory_xact_lock(key)`.as('lock'))
    .execute()
}

/** Who has a username that reads as this e-mail address or phone number, in its stored form. */
export async function findUserReadAs(reader: Reader, userPoolId: string, address: string): Promise<User[]> {
  const rows = await reader
    .selectFrom('user_account')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('username_reads', '=', address)
    .limit(2)
    .execute()
  return rows.map(toUser)
}
