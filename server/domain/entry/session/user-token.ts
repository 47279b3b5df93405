import { refuse } from '@menshen/contract/errors'
import { profileClaims } from '#domain/people/user/claims.ts'
import { arnOf, type User } from '#domain/people/user/user.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { KeyRing } from '#domain/tenancy/key/key-ring.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { type Claims, signWithKey, signWithSecret } from '#platform/crypto/jwt.ts'
import type { Session } from './session.ts'

export interface UserToken {
  token: string
  /** Seconds since 1970. */
  iat: number
  exp: number
}

/**
 * The token that the official clients hold for a signed-in user: an identity token with the block `data` in it.
 * Signed under the application's secret (HS256) unless the application asks for a public key. Without an application
 * (a caller that names only its pool) the pool's own secret signs. `origin` is the address the caller used.
 */
export async function issueUserToken(
  ports: Ports,
  { user, session }: { user: User; session: Session },
  at: { origin: string; now: Date },
): Promise<UserToken> {
  const application = session.applicationId ? await ports.cached.application(session.applicationId) : null
  const pool = (await ports.cached.pool(session.userPoolId)) ?? refuse(2224)
  const iat = Math.floor(at.now.getTime() / 1000)
  const exp = Math.floor(session.expiresAt.getTime() / 1000)
  const claims: Claims = {
    ...profileClaims(user, 'compatible'),
    sub: user.id,
    data: dataBlock(user, application),
    userpool_id: pool.id,
    sid: session.id,
    aud: application?.id ?? pool.id,
    exp,
    iat,
    iss: `${at.origin}/oidc`,
  }
  return { token: await sign(ports.keys, pool, application, claims), iat, exp }
}

/** The same for somebody who has just come in by a door; `origin` is the address that they used. */
export function issueTokenTo(
  domain: Domain,
  signedIn: { user: User; session: Session },
  origin: string,
): Promise<UserToken> {
  const { ports, clock } = groundOf(domain)
  return issueUserToken(ports, signedIn, { origin, now: clock() })
}

function sign(
  keys: KeyRing,
  pool: UserPool,
  application: Application | null,
  claims: Claims,
): Promise<string> | string {
  const algorithm = application?.settings.idTokenAlgorithm ?? 'HS256'
  if (algorithm === 'HS256') return signWithSecret(claims, application?.secret ?? pool.jwtSecret)
  const key = keys.signing(algorithm)
  return signWithKey(claims, { alg: algorithm, typ: 'JWT', kid: key.kid }, key.privateKey)
}

/** What the official clients read besides the standard claims; `data.id` is decoded without a server call. */
function dataBlock(user: User, application: Application | null) {
  return {
    type: 'user',
    userPoolId: user.userPoolId,
    appId: application?.id ?? null,
    id: user.id,
    userId: user.id,
    _id: user.id,
    phone: user.phone,
    email: user.email,
    username: user.username,
    unionid: user.unionid,
    openid: user.openid,
    clientId: user.userPoolId,
    arn: arnOf(user),
  }
}
