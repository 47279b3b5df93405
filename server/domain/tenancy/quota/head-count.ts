import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { UserPool } from '../pool/user-pool.ts'
import { countPeople, lockPool } from './quota-store.ts'

/** Refuses (2040) when the pool has as many people as its operator allows. A look: see `takeSeat`. */
export async function requireSeat(reader: Reader, { id, settings }: UserPool): Promise<void> {
  const { userCountQuota } = settings
  if (userCountQuota !== null && (await countPeople(reader, id, userCountQuota)) >= userCountQuota) refuse(2040)
}

/** The same before a person is inserted, exact among those who come at once: they wait for each other. */
export async function takeSeat({ tx, pool }: Pick<Context, 'tx' | 'pool'>): Promise<void> {
  if (pool.settings.userCountQuota === null) return
  await lockPool(tx, pool.id)
  await requireSeat(tx, pool)
}
