import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

/** The one place that says whether a person may be, or stay, signed in. 2004 for who is gone, 2005 for who is locked. */
export function requireActiveAccount(user: User | null): asserts user is User {
  if (!user || user.status === 'Archived') refuse(2004)
  if (user.blocked || user.status !== 'Activated') refuse(2005)
}

export function isActiveAccount(user: User | null): user is User {
  return user !== null && !user.blocked && user.status === 'Activated'
}

/** Whether a person has to verify the e-mail address before signing in (2042). Who has none has nothing to verify. */
export function mustVerifyEmail({ settings }: UserPool, user: User): boolean {
  return settings.loginRequireEmailVerified && user.email !== null && !user.emailVerified
}
