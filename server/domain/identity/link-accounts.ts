import { refuse } from '@menshen/contract/errors'
import type { Caller } from '../caller.ts'
import { nameIn } from '../file/picture.ts'
import { enqueue, type Prepared } from '../message/enqueue.ts'
import { prepareNotice } from '../message/notice.ts'
import { requireFactorShown } from '../mfa/require-shown.ts'
import { requireMayEnter } from '../session/may-enter.ts'
import { readToken } from '../session/read-token.ts'
import { requireStrength } from '../session/strength.ts'
import { inTheirLanguage } from '../user/language.ts'
import { removePeople } from '../user/remove-people.ts'
import { type Profile, profileFields, type User } from '../user/user.ts'
import { findUser, lockUser, updateUser } from '../user/user-store.ts'
import type { Before, Context, Verb } from '../verb.ts'
import { refuseLinked } from './add-identity.ts'
import { moveIdentities } from './identity-store.ts'
import { unlink } from './unlink-identity.ts'

/**
 * Makes one account of two, for whoever holds a token of each. The first keeps everything; from the second it gets the
 * linked accounts, and the e-mail address, phone number, username, external ids and profile fields that it has none of
 * itself. The rest of the second goes: password, second factors, sessions, consents and memberships. Both addresses are told.
 * Order of refusals:
 * 2207 and 2206 a token, 1001 one of no person, 2036 of another pool, 1001 borrowed, 6127 not fresh, 400 both of one person, 2004 and 2005 gone or
 * locked meanwhile, 6004 one of them in a session that `requireFactorShown` does not take, 2212 the second owns the platform,
 * 2213 both have an account at one provider.
 */
export const linkAccounts: Verb<
  { primaryUserToken: string; secondaryUserToken: string },
  User,
  { primary: Owner; secondary: Owner; notices: Prepared[] }
> = {
  name: 'identity.link-accounts',
  admits: 'anyone',
  async prepare(before, { primaryUserToken, secondaryUserToken }) {
    const primary = await ownerOf(before, primaryUserToken)
    const secondary = await ownerOf(before, secondaryUserToken)
    if (primary.userId === secondary.userId) refuse(400, { values: { detail: 'both tokens are of the same person' } })
    const notices = await Promise.all([primary, secondary].map((owner) => noticeTo(before, owner)))
    return { primary, secondary, notices: notices.filter((notice) => notice !== null) }
  },
  async run(context, { primary, secondary, notices }) {
    const { tx, pool, now, changed } = context
    const [primaryId, secondaryId] = [primary.userId, secondary.userId]
    const locked = new Map<string, User>()
    // In one order, so that two who link crosswise do not wait for each other for ever.
    for (const owner of [primary, secondary].sort((a, b) => (a.userId < b.userId ? -1 : 1))) {
      const user = await lockUser(tx, pool.id, owner.userId)
      requireMayEnter(user)
      locked.set(user.id, user)
      // The first may get an address that is not its owner's, the second loses what guards it.
      await requireFactorShown(tx, { pool, caller: owner }, user)
    }
    if (pool.isRoot && pool.ownerId === secondaryId) refuse(2212)
    await moveIdentities(tx, pool.id, secondaryId, primaryId, now).catch(refuseLinked)
    await removePeople(context, [secondaryId])
    changed(`user:${pool.id}:${primaryId}`)
    for (const notice of notices) await enqueue(context, notice)
    context.emit('user.accounts-linked', { userId: primaryId, removedUserId: secondaryId })
    const gain = gaps(locked.get(primaryId) as User, locked.get(secondaryId) as User)
    return (await updateUser(tx, pool.id, primaryId, gain, now)) ?? refuse(2004)
  },
}

/** People take an account at a provider off their own. 2207, 2206, 1001, 2036 and 6127 the token, then as `unlink`. */
export const unlinkAccount: Verb<
  { primaryUserToken: string; provider: string },
  void,
  { userId: string; provider: string }
> = {
  name: 'identity.unlink-account',
  admits: 'anyone',
  prepare: async (before, { primaryUserToken, provider }) => ({
    userId: (await ownerOf(before, primaryUserToken)).userId,
    provider,
  }),
  run: (context: Context, { userId, provider }) => unlink(context, userId, { provider }),
}

/** Also of the account that goes: its address may be all that its owner still has of it. */
async function noticeTo(before: Before, { userId }: Owner): Promise<Prepared | null> {
  const user = await findUser(before.look, before.pool.id, userId)
  return user && prepareNotice(inTheirLanguage(before, user), 'ACCOUNTS_LINKED', user)
}

type Owner = Extract<Caller, { kind: 'user' }>

async function ownerOf({ tools, pool, now }: Before, token: string): Promise<Owner> {
  const { caller } = await readToken(tools, token, now)
  if (caller.kind !== 'user') refuse(1001)
  if (caller.userPoolId !== pool.id) refuse(2036)
  requireStrength(caller, 'fresh')
  return caller
}

/** What the second account can give to the first. */
function gaps(first: User, second: User): Partial<User> {
  const profile: Profile = {}
  for (const field of profileFields) {
    const [own, other] = [first.profile[field], second.profile[field]]
    // A picture among our files goes with its owner.
    if (field === 'photo' && nameIn(other ?? null, first.userPoolId)) continue
    if (other && (!own || (field === 'gender' && own === 'U'))) profile[field] = other
  }
  return {
    ...(!first.email && second.email && { email: second.email, emailVerified: second.emailVerified }),
    ...(!first.phone &&
      second.phone && {
        phone: second.phone,
        phoneCountryCode: second.phoneCountryCode,
        phoneVerified: second.phoneVerified,
      }),
    ...(!first.username && second.username && { username: second.username }),
    ...(!first.externalId && second.externalId && { externalId: second.externalId }),
    ...(!first.unionid && second.unionid && { unionid: second.unionid }),
    ...(!first.openid && second.openid && { openid: second.openid }),
    registerSource: [...new Set([...first.registerSource, ...second.registerSource])].slice(0, 20),
    profile,
  }
}
