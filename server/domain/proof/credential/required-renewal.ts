import { type Declined, decline } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { Context } from '#domain/shape/verb.ts'
import { newTicket } from '../verification-code/ticket.ts'
import { insertTicket } from '../verification-code/ticket-store.ts'
import { findPassword } from './password-store.ts'
import { passwordVersion } from './password-version.ts'

/** Long enough to think of a password. */
const lifetimeMs = 600_000
const dayMs = 86_400_000

/**
 * What a person who has shown their password must do about it before a session opens: 1639 choose one of their own, for
 * which the token in `data` is enough, or 2058 change it, which takes the present one as well. Null when it may stay.
 */
export async function requiredRenewal(context: Context, user: User): Promise<Declined | null> {
  if (user.resetPasswordOnFirstLogin) return decline(1639, { data: await openRenewal(context, user, 'first-login') })
  if (user.resetPasswordOnNextLogin || (await isOverdue(context, user)))
    return decline(2058, { data: await openRenewal(context, user, 'forced-reset') })
  return null
}

async function isOverdue({ tx, pool, now }: Context, user: User): Promise<boolean> {
  const { enabled, forcedCycle } = pool.settings.passwordUpdatePolicy
  if (!enabled || forcedCycle === null) return false
  const password = await findPassword(tx, pool.id, user.id)
  return password !== null && password.changedAt.getTime() + forcedCycle * dayMs <= now.getTime()
}

async function openRenewal({ tx, pool, now }: Context, user: User, purpose: 'first-login' | 'forced-reset') {
  const { token, ticket } = newTicket({
    userPoolId: pool.id,
    purpose,
    subject: user.id,
    boundTo: await passwordVersion(tx, pool.id, user.id),
    expiresAt: new Date(now.getTime() + lifetimeMs),
  })
  await insertTicket(tx, ticket)
  const { passwordStrength } = pool.settings
  return { token, userId: user.id, passwordStrength, customPasswordStrength: { enabled: false } }
}
