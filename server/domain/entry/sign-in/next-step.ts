import type { Declined } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { requiredRenewal } from '#domain/proof/credential/required-renewal.ts'
import type { Context } from '#domain/shape/verb.ts'
import { askSecondFactor } from '../mfa/ask.ts'
import { standsBefore } from './checks.ts'
import type { Entering } from './entering.ts'

/**
 * What a person whose proof was good still has to do before a session opens; null when nothing is left. A step declines
 * instead of refusing, so that a used code stays used, and gives a short-lived ticket for itself in `data`. The person's
 * row is locked, and nothing has been counted yet.
 */
export async function nextStep(context: Context, user: User, entering: Entering): Promise<Declined | null> {
  const { way, methods } = entering
  // Before anything else: what follows gives out tickets that a stolen password alone must not get.
  const factor = standsBefore(way, 'factor') ? await askSecondFactor(context, user, entering) : null
  if (factor) return factor
  return standsBefore(way, 'renewal') && methods[0] === 'password' ? requiredRenewal(context, user) : null
}
