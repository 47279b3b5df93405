import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { requireAllowedPage } from '#domain/tenancy/pool/allowed-origins.ts'
import { holdPool } from '#domain/tenancy/pool/pool-store.ts'
import { signWithSecret } from '#platform/crypto/jwt.ts'
import { newId, newToken } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { holdAccessKey } from '../access-key/access-key-store.ts'
import {
  findManagementToken,
  insertManagementToken,
  type ManagementToken,
  trimManagementTokens,
} from './management-token-store.ts'
import { matchAccessKey, matchPoolSecret } from './pool-secret.ts'
import { managementTokenType } from './read-token.ts'
import type { UserToken } from './user-token.ts'
import { countWrongSecret } from './wrong-secret.ts'

/** 15 days in seconds, as observed of the official service; its clients ask again an hour before the end. */
const lifetime = 1_296_000
/** 90 days, in which tokens that renew each other go back to one showing of the secret. */
const longestMs = 7_776_000_000
/** Of one pool at a time. Clients ask for one at each start, and are never told to wait. */
const most = 1_000

/** Of an access key, or with null the pool's own. */
interface Shown {
  secret: string
  accessKeyId: string | null
}

/**
 * A token for whoever has just shown the secret of the pool, or of an access key: 1300 that is good no more. 2224 the pool was deleted meanwhile, 1001 it was given another: what is
 * given for the old one then would be overlooked by whoever ends it all.
 */
const openManagementToken: Verb<'management-token.issued', Shown, UserToken, Shown & { seal: Seal }> = {
  name: 'session.open-management-token',
  admits: 'anyone',
  emits: ['management-token.issued'],
  prepare: ({ ports }, shown) => ({ ...shown, seal: ports.seal }),
  async run(context, { secret, accessKeyId, seal }) {
    const { tx, now } = context
    const pool = (await holdPool(tx, seal, context.pool.id, 'share')) ?? refuse(2224)
    const longest = new Date(now.getTime() + longestMs)
    if (accessKeyId !== null) {
      const key = await holdAccessKey(tx, seal, accessKeyId)
      return key && matchAccessKey(key, secret) ? issue(context, { endsBy: longest, accessKeyId }) : refuse(1300)
    }
    const { until } = matchPoolSecret(pool, secret, now) ?? refuse(1001)
    return issue(context, { endsBy: until ?? longest, accessKeyId })
  },
}

/** The owner's token for a pool in exchange for the pool's secret. 2224 unknown pool, 1001 wrong secret, 429 too many of them. */
export async function exchangePoolSecret(
  domain: Domain,
  { poolId, secret }: { poolId: string; secret: string },
  { client, origin, pageOrigin }: Pick<Hints, 'client' | 'origin' | 'pageOrigin'>,
): Promise<UserToken> {
  const ground = groundOf(domain)
  const pool = (await ground.ports.cached.pool(poolId)) ?? refuse(2224)
  requireAllowedPage(pool, { pageOrigin, origin })
  if (!matchPoolSecret(pool, secret, ground.clock()))
    refuse((await countWrongSecret(ground, pool.id, client.ip)) ? 1001 : 429)
  const requestContext = { pool, application: null, caller: { kind: 'anonymous' }, client, origin } as const
  return domain.callAt(openManagementToken, requestContext, { secret, accessKeyId: null })
}

/**
 * The same in exchange for an access key, which the id and the secret of a pool are as well. 1300 no such key, or a wrong secret, or one
 * that is switched off; 429 too many of them.
 */
export async function exchangeAccessKey(
  domain: Domain,
  { id, secret }: { id: string; secret: string },
  { client, origin, pageOrigin }: Pick<Hints, 'client' | 'origin' | 'pageOrigin'>,
): Promise<UserToken & { userPoolId: string }> {
  const ground = groundOf(domain)
  const { cached } = ground.ports
  const key = await cached.accessKey(id)
  const pool = (await cached.pool(key?.userPoolId ?? id)) ?? refuse(1300)
  requireAllowedPage(pool, { pageOrigin, origin })
  const fits = key ? matchAccessKey(key, secret) : matchPoolSecret(pool, secret, ground.clock())
  if (!fits) refuse((await countWrongSecret(ground, pool.id, client.ip)) ? 1300 : 429)
  const requestContext = { pool, application: null, caller: { kind: 'anonymous' }, client, origin } as const
  const token = await domain.callAt(openManagementToken, requestContext, { secret, accessKeyId: key?.id ?? null })
  return { ...token, userPoolId: pool.id }
}

/**
 * A new management token for the holder of one that is still good. However often tokens renew each other, the last ends 90
 * days after the secret was shown. 2206 the token was ended meanwhile.
 */
export const renewManagementToken: Verb<'management-token.issued', object, UserToken, { seal: Seal }> = {
  name: 'session.renew-management-token',
  admits: 'manager',
  emits: ['management-token.issued'],
  prepare: ({ ports }) => ({ seal: ports.seal }),
  async run(context, { seal }) {
    const { tx, caller, now } = context
    // Who signs each request, or is a person, has no token that could be renewed, and gets none that outlives key or session.
    if (caller.kind !== 'manager' || caller.administrator || (caller.accessKeyId && !caller.tokenId)) refuse(1001)
    const pool = (await holdPool(tx, seal, context.pool.id, 'share')) ?? refuse(2224)
    // Whoever switches the key off is waited for.
    if (caller.accessKeyId && !(await holdAccessKey(tx, seal, caller.accessKeyId))?.enabled) refuse(2206)
    const endsBy =
      caller.tokenId === undefined
        ? (pool.unlistedTokensUntil ?? new Date(now.getTime() + longestMs))
        : (await findManagementToken(tx, pool.id, caller.tokenId))?.endsBy
    if (!endsBy || endsBy <= now) refuse(2206)
    return issue(context, { endsBy, accessKeyId: caller.accessKeyId ?? null })
  },
}

/** Signed under the pool's own secret, so that nothing of one pool can make a token for another. */
async function issue(
  { tx, pool, client, now, changed, emit }: Context<'management-token.issued'>,
  { endsBy, accessKeyId }: Pick<ManagementToken, 'endsBy' | 'accessKeyId'>,
): Promise<UserToken> {
  const iat = Math.floor(now.getTime() / 1000)
  const exp = Math.min(iat + lifetime, Math.floor(endsBy.getTime() / 1000))
  const id = newId(now)
  const { ip, userAgent } = client
  await insertManagementToken(tx, {
    userPoolId: pool.id,
    id,
    createdAt: now,
    expiresAt: new Date(exp * 1000),
    endsBy,
    ip,
    userAgent,
    accessKeyId,
  })
  for (const ended of await trimManagementTokens(tx, pool.id, { most, except: id }))
    changed(`management-token:${pool.id}:${ended}`)
  emit('management-token.issued', { managementTokenId: id })
  const owner = { type: 'user', id: pool.ownerId, userId: pool.ownerId, _id: pool.ownerId }
  const claims = { data: owner, scoped_userpool_id: pool.id, mtid: id, jti: newToken(12), iat, exp }
  return { token: signWithSecret(claims, pool.jwtSecret, managementTokenType), iat, exp }
}
