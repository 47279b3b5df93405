import type { Declined } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { requiredRenewal } from '#domain/proof/credential/required-renewal.ts'
import type { Context } from '#domain/shape/verb.ts'
import { askSecondFactor } from '../mfa/ask.ts'
import type { Entering } from './way.ts'

/**
 * What a person whose proof was good still has to do before a session opens; null when nothing is left. A step declines
 * instead of refusing, so that a used code stays used, and gives a short-lived ticket for itself in `data`. The person's
 * row is locked, and nothing has been counted yet.
 */
export async function nextStep(context: Context, user: User, entering: Entering): Promise<Declined | null> {
  // Before anything else: what follows gives out tickets that a stolen password alone must not get.
  const factor = entering.way === 'second-factor' ? null : await askSecondFactor(context, user, entering)
  if (factor) return factor
  const byPassword =
    entering.way === 'password' || (entering.way === 'second-factor' && entering.methods[0] === 'password')
  return byPassword ? requiredRenewal(context, user) : null
}
