import { refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { requireStillIn } from '#domain/entry/session/still-in.ts'
import { freshOwnerOf, type TokenOwner } from '#domain/entry/session/token-owner.ts'
import type { NewIdentity } from '#domain/people/identity/identity.ts'
import { type IdentityInput, parseSource } from '#domain/people/identity/identity-input.ts'
import { deleteIdentities } from '#domain/people/identity/identity-store.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import { type Context, nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { requireWayIn } from '../contact/ways-in.ts'

type Source = Partial<Pick<NewIdentity, 'provider' | 'extIdpId' | 'type' | 'isSocial'>>

/**
 * Unlinks what a person has there: 2004 nobody of that id, 6004 in a session that `requireFactorShown` does not take, 2216 nothing is
 * linked, 2217 it was the last way in.
 */
async function unlink(
  { tx, pool, caller, emit }: Pick<Context<'user.identity-unlinked'>, 'tx' | 'pool' | 'caller' | 'emit'>,
  userId: string,
  source: Source,
): Promise<void> {
  const user = (await lockUser(tx, pool.id, userId)) ?? refuse(2004)
  await requireFactorShown(tx, { pool, caller }, user)
  if ((await deleteIdentities(tx, { userPoolId: pool.id, userId }, source)) === 0) refuse(2216)
  await requireWayIn(tx, user)
  emit('user.identity-unlinked', { userId })
}

/** An administrator unlinks an account at another provider. 2231 something is missing, then as `unlink`. */
export const unlinkIdentity: Verb<
  'user.identity-unlinked',
  IdentityInput & { userId: string },
  void,
  { userId: string; source: Source }
> = {
  name: 'identity.unlink',
  admits: 'manager',
  emits: ['user.identity-unlinked'],
  prepare: (_before, { userId, ...input }) => ({
    userId,
    source: { ...parseSource(input), ...(input.type && { type: input.type }) },
  }),
  run: (context, { userId, source }) => unlink(context, userId, source),
}

/** The same of whatever a person has at one identity source. Refusals as `unlink`. */
export const unlinkSource: Verb<'user.identity-unlinked', Source & { userId: string; extIdpId: string }, void> = {
  name: 'identity.unlink-source',
  admits: 'manager',
  emits: ['user.identity-unlinked'],
  prepare: nothingToPrepare,
  run: (context, { userId, ...source }) => unlink(context, userId, source),
}

/** People unlink what they have at one of their own identity sources, or at a provider. Refusals as `unlink`. */
export const unlinkOwnSource: Verb<'user.identity-unlinked', { extIdpId: string } | { provider: string }, void> = {
  name: 'identity.unlink-own',
  admits: 'fresh user',
  emits: ['user.identity-unlinked'],
  prepare: nothingToPrepare,
  run(context, source) {
    if (context.caller.kind !== 'user') refuse(2020)
    return unlink(context, context.caller.userId, source)
  },
}

/** The same with a token of theirs in the request: 2207, 2206, 1001, 2036 and 6127 the token, then as `unlink`. */
export const unlinkAccount: Verb<
  'user.identity-unlinked',
  { primaryUserToken: string; provider: string },
  void,
  { owner: TokenOwner; provider: string }
> = {
  name: 'identity.unlink-account',
  admits: 'anyone',
  emits: ['user.identity-unlinked'],
  prepare: async (before, { primaryUserToken, provider }) => ({
    owner: await freshOwnerOf(before, primaryUserToken),
    provider,
  }),
  async run(context, { owner, provider }) {
    await unlink({ ...context, caller: owner }, owner.userId, { provider })
    await requireStillIn(context, owner.sessionId)
  },
}
