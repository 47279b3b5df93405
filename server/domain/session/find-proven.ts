import type { User } from '../user/user.ts'
import { findUserBy, updateUser } from '../user/user-store.ts'
import type { Context } from '../verb.ts'
import type { Address } from '../verification-code/address.ts'

/** Whoever has an address that a code or link has just proven, which verifies it; null when nobody has. */
export async function findProven(
  { tx, pool, now, changed }: Context,
  { channel, text }: Pick<Address, 'channel' | 'text'>,
): Promise<User | null> {
  const user = await findUserBy(tx, pool.id, channel === 'mail' ? 'email' : 'phone', text)
  if (!user || (channel === 'mail' ? user.emailVerified : user.phoneVerified)) return user
  changed(`user:${pool.id}:${user.id}`)
  return updateUser(tx, pool.id, user.id, channel === 'mail' ? { emailVerified: true } : { phoneVerified: true }, now)
}
