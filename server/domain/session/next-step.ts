import type { Declined } from '@menshen/contract/errors'
import type { User } from '../user/user.ts'
import type { Context } from '../verb.ts'

/** How somebody proved who they are. */
export type Way = 'password' | 'code' | 'registration' | 'administrator'

/**
 * What a person whose proof was good still has to do before a session opens; null when nothing is left. A step declines
 * instead of refusing, so that a used code stays used, and gives a short-lived ticket for itself in `data`. The person's
 * row is locked, and nothing has been counted yet.
 */
export async function nextStep(_context: Context, _user: User, _way: Way): Promise<Declined | null> {
  return null
}
