import { refuse } from '@menshen/contract/errors'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser, updateUser } from '#domain/people/user/user-store.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import { type FactorKind, factorKinds } from '#domain/tenancy/mfa/factor-kind.ts'
import { deleteMfaTicketsOf, type MfaTicket } from '../mfa/mfa-ticket-store.ts'
import { requireFactorShown } from '../mfa/require-shown.ts'
import { endSessions } from '../session/end-every.ts'
import { addSessionMethod } from '../session/session-store.ts'
import { factorOf } from './factor.ts'

export interface FactorChange {
  userId: string
  add?: FactorKind[]
  remove?: FactorKind[]
  /** The mail that tells of it, see `prepareFactorNotice`. */
  notice: Prepared | null
  /** The first half of the sign-in during which a factor is set up: it goes on. */
  keepTicket?: MfaTicket | undefined
}

/** The mail that goes to a person whose factors change; null when there is nobody to write to. */
export function prepareFactorNotice(before: Before, user: User | null): Promise<Prepared | null> {
  return user ? prepareNotice(before, 'MFA_CHANGED', user) : Promise.resolve(null)
}

/**
 * Notes which factors the person has from now on: other sessions end, trusted devices are forgotten, other first halves are
 * void, and a mail tells of it. The session in which it happens stays. 2004 when the person is gone, 6004 when a factor is
 * there that the session has not shown.
 */
export async function changeFactors(context: Context<'user.factors-changed'>, change: FactorChange): Promise<User> {
  const { tx, pool, now, changed, caller } = context
  const user = (await lockUser(tx, pool.id, change.userId)) ?? refuse(2004)
  await requireFactorShown(tx, context, user)
  const kinds = new Set([...user.secondFactors, ...(change.add ?? [])])
  for (const kind of change.remove ?? []) kinds.delete(kind)
  const secondFactors = factorKinds.filter((kind) => kinds.has(kind))
  const factors = { secondFactors, factorEpoch: user.factorEpoch + 1 }
  const updated = (await updateUser(tx, pool.id, user.id, factors, now)) ?? refuse(2004)
  changed(`user:${pool.id}:${user.id}`)
  await noteShown(context, change.add ?? [])
  await deleteMfaTicketsOf(tx, pool.id, user.id, change.keepTicket?.tokenHash)
  const own = caller.kind === 'user' && caller.userId === user.id ? caller.sessionId : change.keepTicket?.sessionId
  await endSessions(context, [user.id], { except: own ?? undefined })
  if (change.notice) await enqueue(context, change.notice)
  context.emit('user.factors-changed', { userId: user.id, added: change.add ?? [], removed: change.remove ?? [] })
  return updated
}

/** Whoever sets a factor up shows it, so the session in which it happens has more than one proof from now on. */
async function noteShown({ tx, pool, caller, changed }: Context, kinds: FactorKind[]): Promise<void> {
  if (caller.kind !== 'user') return
  for (const kind of kinds) {
    const factor = factorOf(kind)
    if (factor) await addSessionMethod(tx, pool.id, caller.sessionId, factor.method)
  }
  changed(`session:${pool.id}:${caller.sessionId}`)
}
