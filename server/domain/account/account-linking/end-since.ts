import { endSessions } from '#domain/entry/session/end-every.ts'
import type { User } from '#domain/people/user/user.ts'
import { deletePassword, findPassword, savePasswordHash } from '#domain/proof/credential/password-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Linking, Remains } from './linking.ts'

/**
 * Ends, in the account that has what a linking gave, what those ways in were used for since: sessions, and a password that was
 * reset by an address; in its place comes the one of before. Answers the columns of the account that say so.
 */
export async function endWhatCameSince(
  context: Context,
  holder: User,
  { primaryId, createdAt: since }: Linking,
  { gift, rows, password }: Remains,
): Promise<Partial<User>> {
  const { email, phone } = gift.columns
  const ways: AuthenticationMethod[] = []
  if (email) ways.push('email-code')
  if (phone) ways.push('sms-code')
  if (rows.user_identity !== '[]') ways.push('social')
  // Of one that the first has become part of since, nobody knows here what it was.
  const then = holder.id === primaryId ? password : null
  const changes = email || phone ? await takePasswordBack(context, holder, since, then) : null
  if (changes) ways.push('password')
  for (const method of ways) await endSessions(context, [holder.id], { method, since })
  return changes ?? {}
}

async function takePasswordBack(
  { tx, pool }: Context,
  { id }: User,
  since: Date,
  then: Remains['password'],
): Promise<Partial<User> | null> {
  const present = await findPassword(tx, pool.id, id)
  if (!present?.byAddress || present.changedAt < since) return null
  if (then) await savePasswordHash(tx, pool.id, id, then.hash, new Date(then.changedAt))
  else await deletePassword(tx, pool.id, id)
  return { passwordSecurityLevel: then?.level ?? null }
}
