import type { Declined } from '@menshen/contract/errors'
import { requiredRenewal } from '../credential/required-renewal.ts'
import { askSecondFactor } from '../mfa/ask.ts'
import type { Method } from '../mfa/factor-kind.ts'
import type { User } from '../user/user.ts'
import type { Context } from '../verb.ts'
import type { SessionKind } from './session.ts'

/** How somebody proved who they are. */
export type Way =
  | 'password'
  | 'code'
  | 'registration'
  /** Signed in in another app of the same phone. */
  | 'sso'
  /** Another name and password, which are not the person's own: see `sub-account`. */
  | 'sub-account'
  | 'administrator'
  /** Confirmed in an app in which they are signed in. */
  | 'qr'
  /** A passkey whose authenticator made sure who holds it: two factors at once. */
  | 'passkey'
  /** A passkey that only somebody present was needed for: one factor. */
  | 'security-key'
  /** The second half of a sign-in whose first was any of those above. */
  | 'second-factor'

/** The session that is to open, and how the person proved who they are. */
export interface Entering {
  way: Way
  methods: Method[]
  kind: SessionKind
  lifetime?: number | undefined
  counted: boolean
}

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
