import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import { type Held, holdTicket } from '../mfa/hold-ticket.ts'

/** Who sets up a factor: somebody signed in, or somebody on the way in who has none. */
export type Actor = { user: User; held: Held | null }

/** 2020 for nobody, 2004 when the person is gone, and for an mfaToken what `holdTicket` says. */
export async function actorOf(before: Before): Promise<Actor> {
  const { look, pool, caller } = before
  if (caller.kind === 'second factor') {
    const held = await holdTicket(before)
    return { user: held.user, held }
  }
  if (caller.kind !== 'user') refuse(2020)
  return { user: (await findUser(look, pool.id, caller.userId)) ?? refuse(2004), held: null }
}
