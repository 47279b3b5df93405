import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import { type PendingSignIn, requireMfaTicket } from '../mfa/require-mfa-ticket.ts'

/** Who sets up a factor: somebody signed in, or somebody on the way in who has none. */
export type FactorOwner = { user: User; pending: PendingSignIn | null }

/** 2020 for nobody, 2004 when the person is gone, and for an mfaToken what `requireMfaTicket` says. */
export async function factorOwnerOf(before: Before): Promise<FactorOwner> {
  const { reader, pool, caller } = before
  if (caller.kind === 'second factor') {
    const pending = await requireMfaTicket(before)
    return { user: pending.user, pending }
  }
  if (caller.kind !== 'user') refuse(2020)
  return { user: (await findUser(reader, pool.id, caller.userId)) ?? refuse(2004), pending: null }
}
