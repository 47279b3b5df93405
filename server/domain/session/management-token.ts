import { refuse } from '@menshen/contract/errors'
import { sameSecret } from '#platform/crypto/compare.ts'
import { signWithSecret } from '#platform/crypto/jwt.ts'
import { newToken } from '#platform/crypto/random.ts'
import type { UserPool } from '../pool/user-pool.ts'
import type { Tools } from '../tools.ts'
import type { Question } from '../verb.ts'
import { managementTokenType } from './read-token.ts'
import type { UserToken } from './user-token.ts'

/** 15 days, as observed of the official service; its clients ask again an hour before the end. */
const lifetime = 1_296_000

/** The owner's token for a pool in exchange for the pool's secret. 2224 unknown pool, 1001 wrong secret. */
export async function exchangePoolSecret(tools: Tools, poolId: string, secret: string, now: Date): Promise<UserToken> {
  const pool = (await tools.directory.pool(poolId)) ?? refuse(2224)
  if (!sameSecret(secret, pool.secret)) refuse(1001)
  return issueManagementToken(pool, now)
}

/** A new management token for the holder of one that is still good. */
export const renewManagementToken: Question<object, UserToken> = {
  name: 'session.renew-management-token',
  admits: 'manager',
  answer: ({ pool, now }) => issueManagementToken(pool, now),
}

/** Signed under the pool's own secret, so that nothing of one pool can make a token for another. */
function issueManagementToken(pool: UserPool, now: Date): UserToken {
  const iat = Math.floor(now.getTime() / 1000)
  const exp = iat + lifetime
  const owner = { type: 'user', id: pool.ownerId, userId: pool.ownerId, _id: pool.ownerId }
  const claims = { data: owner, scoped_userpool_id: pool.id, jti: newToken(12), iat, exp }
  return { token: signWithSecret(claims, pool.jwtSecret, managementTokenType), iat, exp }
}
