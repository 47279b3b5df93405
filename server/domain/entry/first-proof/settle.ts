import { refuse } from '@menshen/contract/errors'
import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import { type ContactKind, contactColumns } from '#domain/messaging/contact/contact.ts'
import { enqueue } from '#domain/messaging/message/enqueue.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUserBy, lockUser, updateUser } from '#domain/people/user/user-store.ts'
import type { Before, Context } from '#domain/shape/verb.ts'
import { endWhatCameBefore } from './end-what-came-before.ts'
import { giveUp } from './give-up.ts'
import { type Letters, writeLetters } from './letters.ts'
import { isOwn, type Prover, readProver } from './prover.ts'
import { hasOwner, isProven, isVouched, provenColumns } from './standing.ts'

/** What is known in `prepare` of somebody who is about to prove an address. */
export interface Proving {
  prover: Prover
  /** Null where there is nothing to tell. */
  letters: Letters | null
}

/** What may be told when somebody registers at an address that they have proven. */
export type ProvingEvent = 'user.address-proven' | 'user.address-given-up'

type Proven = Pick<ContactAddress, 'channel' | 'text'>

const kindOf = ({ channel }: Proven): ContactKind => (channel === 'mail' ? 'email' : 'phone')

/** For `prepare` of every way to prove an address that somebody may have an account with. */
export async function prepareProof(before: Before, address: Proven): Promise<Proving> {
  const { reader, pool } = before
  const kind = kindOf(address)
  const holder = await findUserBy(reader, pool.id, kind, address.text)
  const unproven = holder !== null && !isProven(holder, kind)
  const letters =
    unproven || pool.settings.hideAccountExistence ? await writeLetters(before, holder, kind, address.text) : null
  return { prover: await readProver(before), letters }
}

/**
 * Whose account somebody gets into who has just proven an address from outside, which verifies it; null when that is nobody's,
 * or the account is somebody else's who only names the address. What they proved is theirs and nothing that was there before
 * it: at the first proof everything of before ends, unless it comes from the account itself, an administrator has vouched for
 * the address, or the pool keeps it. The person's row is locked.
 */
export async function settleProof(
  context: Context<'user.address-proven'>,
  address: Proven,
  proving: Proving,
): Promise<User | null> {
  const kind = kindOf(address)
  const user = await lockHolder(context, kind, address.text)
  if (!user || isProven(user, kind)) return user
  if (await keepsAll(context, user, kind, proving)) return verify(context, user, kind, {})
  return hasOwner(user, kind) ? null : takeOver(context, user, kind, proving)
}

/**
 * The same for somebody who registers: the account of nobody's that names the address, emptied; null when theirs is a new one.
 * Somebody else's account gives the address up. One that it is the address of by proof, by an administrator's word or by where
 * the registration comes from stays, and is in the way.
 */
export async function settleRegistration(
  context: Context<ProvingEvent>,
  address: Proven,
  proving: Proving,
): Promise<User | null> {
  const kind = kindOf(address)
  const user = await lockHolder(context, kind, address.text)
  if (!user || isProven(user, kind) || (await keepsAll(context, user, kind, proving))) return null
  if (!hasOwner(user, kind)) return takeOver(context, user, kind, proving)
  await giveUp(context, user, kind)
  await tell(context, user, proving.letters, ['other'])
  return null
}

async function lockHolder({ tx, pool }: Context, kind: ContactKind, text: string): Promise<User | null> {
  const found = await findUserBy(tx, pool.id, kind, text)
  const user = found && (await lockUser(tx, pool.id, found.id))
  return user && user[kind] === found[kind] ? user : null
}

async function keepsAll(context: Context, user: User, kind: ContactKind, { prover }: Proving): Promise<boolean> {
  if (context.pool.settings.firstProof === 'keep' || isVouched(user, kind)) return true
  return isOwn({ ...context, reader: context.tx }, user, prover)
}

async function takeOver(
  context: Context<'user.address-proven'>,
  user: User,
  kind: ContactKind,
  { letters }: Proving,
): Promise<User> {
  const ended = await endWhatCameBefore(context, user)
  const other = kind === 'email' ? 'phone' : 'email'
  await tell(context, user, letters, ['proven', 'other'])
  return verify(context, user, kind, { ...ended, ...contactColumns(other, null), vouched: [] })
}

async function verify(
  { tx, pool, now, changed, emit }: Context<'user.address-proven'>,
  user: User,
  kind: ContactKind,
  ended: Partial<User>,
): Promise<User> {
  changed(`user:${pool.id}:${user.id}`)
  emit('user.address-proven', { userId: user.id, kind, ended: 'factorEpoch' in ended })
  return (await updateUser(tx, pool.id, user.id, { ...ended, ...provenColumns(kind) }, now)) ?? refuse(2004)
}

/** A letter is for the address that it was written to: somebody may have changed it meanwhile. */
async function tell(context: Context, user: User, letters: Letters | null, which: (keyof Letters)[]): Promise<void> {
  for (const one of which) {
    const letter = letters?.[one]
    if (letter && letter.to === user.email) await enqueue(context, letter.message)
  }
}
