import { lockUser } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { PasswordHasher } from '#platform/password-hasher.ts'
import { readStoredHash } from '#platform/stored-hash/read.ts'
import { findPassword, replaceHash, type StoredPassword } from './password-store.ts'

/**
 * Whether a hash from elsewhere may give way to one of ours, for somebody who types this password. Not where it read only the
 * beginning: the rest may be anything, and a hash of the whole would keep its owner out.
 */
export function isRenewable(hasher: Pick<PasswordHasher, 'isCurrent'>, hash: string, password: string): boolean {
  const stored = hasher.isCurrent(hash) ? null : readStoredHash(hash)
  return stored !== null && (stored.readsWhole?.(password) ?? true)
}

/**
 * Puts a hash of ours where one from elsewhere stood, for somebody who has just shown the password. Answers the hash that
 * is kept now: of two who sign in at once, one writes it. Null when the password has changed since it was `seen`.
 */
export async function renewHash(
  { tx, pool }: Pick<Context, 'tx' | 'pool'>,
  userId: string,
  seen: StoredPassword,
  renewed: string,
): Promise<string | null> {
  // A change of the password locks the person first.
  await lockUser(tx, pool.id, userId)
  const present = await findPassword(tx, pool.id, userId)
  if (present?.hash === seen.hash) {
    await replaceHash(tx, pool.id, userId, renewed)
    return renewed
  }
  return present?.changedAt.getTime() === seen.changedAt.getTime() ? present.hash : null
}
