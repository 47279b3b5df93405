import { refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { requireActiveAccount } from '#domain/entry/session/account-status.ts'
import { requireStillIn } from '#domain/entry/session/still-in.ts'
import { freshOwnerOf, type TokenOwner } from '#domain/entry/session/token-owner.ts'
import { enqueue } from '#domain/messaging/message/enqueue.ts'
import { refuseLinked } from '#domain/people/identity/add-identity.ts'
import { moveIdentities } from '#domain/people/identity/identity-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser, updateUser } from '#domain/people/user/user-store.ts'
import { insertTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { removePeople } from '../lifecycle/remove-people.ts'
import { giftOf, withGift } from './gift.ts'
import { keepRemains } from './keep.ts'
import { type LinkedNotice, prepareLinkedNotice } from './notices.ts'

interface Ready {
  id: string
  primary: TokenOwner
  secondary: TokenOwner
  seal: Seal
  notices: LinkedNotice[]
}

/**
 * Makes one account of two, for a caller with a token of each. The first keeps everything; from the second it gets the
 * linked accounts, and the e-mail address, phone number, username, external ids and profile fields that it has none of
 * itself. The rest of the second goes, and is kept for as long as the linking can be undone. Both addresses are told.
 *
 * Order of refusals: 2207 and 2206 a token, 1001 one of no person, 2036 of another pool, 1001 borrowed, 6127 not fresh, 400 both
 * of one person, 2004 and 2005 gone or locked meanwhile, 6004 one of them in a session that `requireFactorShown` does not take,
 * 2212 the second owns the platform, 2213 both have an account at one provider.
 */
export const linkAccounts: Verb<
  'user.accounts-linked' | 'user.linked-away',
  { primaryUserToken: string; secondaryUserToken: string },
  User,
  Ready
> = {
  name: 'account-linking.link',
  admits: 'anyone',
  emits: ['user.accounts-linked', 'user.linked-away'],
  async prepare(before, { primaryUserToken, secondaryUserToken }) {
    const primary = await freshOwnerOf(before, primaryUserToken)
    const secondary = await freshOwnerOf(before, secondaryUserToken)
    if (primary.userId === secondary.userId) refuse(400, { variant: 'samePerson' })
    const id = newId(before.now)
    const notices = await Promise.all([primary, secondary].map((owner) => noticeTo(before, owner, id)))
    return { id, primary, secondary, seal: before.ports.seal, notices: notices.filter((notice) => notice !== null) }
  },
  async run(context, { id, primary, secondary, seal, notices }) {
    const { tx, pool, now, changed, emit } = context
    const { first, second } = await lockBoth(context, primary, secondary)
    if (pool.isRoot && pool.ownerId === second.id) refuse(2212)
    const gift = giftOf(first, second)
    await keepRemains(context, seal, { id, first, second, gift })
    await moveIdentities(tx, pool.id, second.id, first.id, now).catch(refuseLinked)
    await removePeople(context, [second.id])
    changed(`user:${pool.id}:${first.id}`)
    for (const { message, ticket } of notices) {
      await insertTicket(tx, ticket)
      await enqueue(context, message)
    }
    emit('user.accounts-linked', { userId: first.id, removedUserId: second.id })
    emit('user.linked-away', { userId: second.id, intoUserId: first.id })
    return (await updateUser(tx, pool.id, first.id, withGift(first, gift), now)) ?? refuse(2004)
  },
}

async function lockBoth(
  { tx, pool }: Context,
  primary: TokenOwner,
  secondary: TokenOwner,
): Promise<{ first: User; second: User }> {
  const locked = new Map<string, User>()
  // In one order, so that two who link crosswise do not wait for each other for ever.
  for (const owner of [primary, secondary].sort((a, b) => (a.userId < b.userId ? -1 : 1))) {
    const user = await lockUser(tx, pool.id, owner.userId)
    requireActiveAccount(user)
    locked.set(user.id, user)
    // The first may get an address that is not its owner's, the second loses what guards it.
    await requireFactorShown(tx, { pool, caller: owner }, user)
    await requireStillIn({ tx, pool }, owner.sessionId)
  }
  return { first: locked.get(primary.userId) as User, second: locked.get(secondary.userId) as User }
}

async function noticeTo(before: Before, { userId }: TokenOwner, linkingId: string): Promise<LinkedNotice | null> {
  const user = await findUser(before.reader, before.pool.id, userId)
  return user && prepareLinkedNotice(before, user, linkingId)
}
