import { refuse } from '@menshen/contract/errors'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import { contactColumns, contacts } from '#domain/messaging/contact/contact.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUserBy, lockUser, updateUser } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import { endEntries } from './end-what-came-before.ts'
import { hasOwner, isProven, isVouched } from './standing.ts'

/** Takes an address from an account that names it, because somebody else has proven that it is theirs. */
export async function giveUp(context: Context<'user.address-given-up'>, user: User, kind: ContactKind): Promise<void> {
  const { tx, pool, now, changed, emit } = context
  const vouched = user.vouched.filter((one) => one !== kind)
  // Whoever is in there is in by nobody's word, and shows tokens that name the address.
  if (!hasOwner(user, kind)) await endEntries(context, user)
  await updateUser(tx, pool.id, user.id, { ...contactColumns(kind, null), vouched }, now)
  changed(`user:${pool.id}:${user.id}`)
  emit('user.address-given-up', { userId: user.id, kind })
}

/**
 * Makes room for somebody else who has proven an address: an account that names it without a proof gives it up. One whose it
 * is keeps it, and the index refuses the other.
 */
export async function makeRoom(
  context: Context<'user.address-given-up'>,
  kind: ContactKind,
  text: string,
  forUserId: string,
): Promise<void> {
  const { tx, pool } = context
  if (pool.settings.firstProof === 'keep') return
  const holder = await findUserBy(tx, pool.id, kind, text)
  if (!holder || holder.id === forUserId || isProven(holder, kind)) return
  const user = (await lockUser(tx, pool.id, holder.id)) ?? refuse(2206)
  if (user[kind] !== holder[kind] || isProven(user, kind) || isVouched(user, kind)) return
  await giveUp(context, user, kind)
}

/** Refuses (2200 or 2035) an address that somebody else would keep from `makeRoom`: for a first step, which makes none yet. */
export async function requireObtainable(
  { tx, pool }: Pick<Context, 'tx' | 'pool'>,
  kind: ContactKind,
  text: string,
  forUserId: string,
): Promise<void> {
  const holder = await findUserBy(tx, pool.id, kind, text)
  if (!holder || holder.id === forUserId) return
  if (pool.settings.firstProof === 'keep' || isProven(holder, kind) || isVouched(holder, kind))
    refuse(contacts[kind].taken)
}
