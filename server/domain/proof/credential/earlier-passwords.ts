import { refuse } from '@menshen/contract/errors'
import type { Before, Context } from '#domain/shape/verb.ts'
import type { PoolSettings } from '#domain/tenancy/pool/user-pool.ts'
import { findFormerPasswords, keepFormerPassword } from './former-password-store.ts'
import { findPasswordHash, savePasswordHash } from './password-store.ts'

/** From how many of the latest passwords, the present one among them, a new one must differ. */
function cycleOf({ passwordUpdatePolicy: { enabled, differenceCycle } }: PoolSettings): number {
  return enabled ? (differenceCycle ?? 0) : 0
}

/**
 * Refuses (2029) to go back to a password that the person has or had, as far as the pool asks for. Only for who has proven
 * who they are already: the answer tells what a password was. Each one costs a hash.
 */
export async function requireUnused(
  { reader, pool, ports }: Pick<Before, 'reader' | 'pool' | 'ports'>,
  userId: string,
  plain: string,
): Promise<void> {
  const cycle = cycleOf(pool.settings)
  if (cycle === 0) return
  const present = await findPasswordHash(reader, pool.id, userId)
  if (present !== null && (await ports.hasher.matches(plain, present))) refuse(2029, { variant: 'same' })
  for (const hash of await findFormerPasswords(reader, pool.id, userId, cycle - 1))
    if (await ports.hasher.matches(plain, hash)) refuse(2029, { variant: 'used' })
}

/** Replaces a password, and keeps the one before where the pool forbids to go back to it; elsewhere none is kept. */
export async function savePassword(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  userId: string,
  hash: string,
  byAddress = false,
): Promise<void> {
  await keepFormerPassword(tx, pool.id, userId, Math.max(0, cycleOf(pool.settings) - 1))
  await savePasswordHash(tx, pool.id, userId, hash, now, byAddress)
}
