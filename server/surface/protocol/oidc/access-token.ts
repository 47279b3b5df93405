import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { isActiveAccount } from '#domain/entry/session/account-status.ts'
import { isLive } from '#domain/entry/session/session.ts'
import type { KeyRing, SigningAlgorithm } from '#domain/tenancy/key/key-ring.ts'
import { type Claims, parseJwt, signedWithKey, signWithKey } from '#platform/crypto/jwt.ts'
import { growTo } from '#platform/grow-to.ts'
import { findOwner, ownerOf } from './clients.ts'
import type { ArtifactPayload, TokenModel } from './engine-types.ts'
import { entitiesNow } from './entities.ts'
import { currentIssuer } from './scope.ts'

/** RFC 9068 section 2.1. An identity token has no such type, so neither can stand in for the other. */
export const accessTokenType = 'at+jwt'

/** Access tokens that carry their own proof: making one writes nothing, and believing one reads from memory. */
export interface AccessTokens {
  /** `issuer` is that of the request when nobody says another. */
  sign(token: TokenModel, issuer?: string): Promise<string>
  /** What the engine once put into the token, or undefined when it is not, or no longer, good. */
  believe(kind: 'AccessToken' | 'ClientCredentials', value: string): Promise<ArtifactPayload | undefined>
  /** From now until its end the token is not believed. */
  revoke(token: TokenModel): Promise<void>
  /** Whether a session of ours and its person are still there. */
  isSignedIn(userPoolId: string, sessionId: unknown, userId: unknown): Promise<boolean>
}

export function createAccessTokens({ keys, cached, activity, artifacts, clock }: EnginePort): AccessTokens {
  const verify = createVerifier(keys)

  async function isSignedIn(userPoolId: string, sessionId: unknown, userId: unknown): Promise<boolean> {
    if (typeof sessionId !== 'string' || typeof userId !== 'string') return false
    const session = await cached.session(userPoolId, sessionId)
    if (!session || session.userId !== userId || !isLive(session, clock())) return false
    if (!isActiveAccount(await cached.user(userPoolId, userId))) return false
    activity.note(session, clock())
    return true
  }

  async function isGood(kind: string, claims: Claims): Promise<boolean> {
    const { client_id: clientId, jti, gid, sid, sub, exp, userpool_id: userPoolId } = claims
    if (typeof clientId !== 'string' || typeof jti !== 'string' || typeof exp !== 'number') return false
    if (typeof gid === 'string' ? kind !== 'AccessToken' : kind !== 'ClientCredentials') return false
    if (exp * 1000 <= clock().getTime()) return false
    const owner = await findOwner(cached, clientId)
    if (!owner || owner.pool.id !== userPoolId || (await cached.revokedToken(jti))) return false
    if (typeof gid !== 'string') return true
    return (await cached.grant(gid)) !== null && isSignedIn(owner.pool.id, sid, sub)
  }

  return {
    isSignedIn,
    async sign(token, issuer = currentIssuer()) {
      const { application, pool } = ownerOf(token.client)
      const asked = application.settings.idTokenAlgorithm
      // Whoever checks an access token is not the client and holds no secret of it: never HS256.
      const algorithm: SigningAlgorithm = asked === 'HS256' ? 'RS256' : asked
      const { kid, privateKey } = keys.signing(algorithm)
      return signWithKey(
        toClaims(token, { iss: issuer, userpool_id: pool.id }, clock()),
        { alg: algorithm, typ: accessTokenType, kid },
        privateKey,
      )
    },
    revoke: ({ jti, exp = 0 }) => artifacts.revokeToken(jti, new Date(exp * 1000)),
    async believe(kind, value) {
      const claims = verify(value)
      return claims && (await isGood(kind, claims)) ? toPayload(kind, claims) : undefined
    },
  }
}

/** Reads what one of our keys has signed. A signature does not change: it is checked once, everything else about a token each time. */
function createVerifier(keys: KeyRing): (value: string) => Claims | undefined {
  const verified = new LRUCache<string, { claims: Claims; kid: string }>(growTo(20_000))
  return (value) => {
    const key = hash('sha256', value, 'base64')
    const known = verified.get(key)
    // Unless its key has ended.
    if (known && keys.byId(known.kid)) return known.claims
    const jwt = parseJwt(value)
    if (jwt?.header.typ !== accessTokenType || typeof jwt.header.kid !== 'string') return undefined
    const signer = keys.byId(jwt.header.kid)
    if (!signer || !signedWithKey(jwt, signer.algorithm, signer.publicKey)) return undefined
    verified.set(key, { claims: jwt.claims, kid: signer.kid })
    return jwt.claims
  }
}

/** RFC 9068 section 2.2. The audience is the client itself, as on the service whose clients we serve; `gid` is the grant. */
function toClaims(token: TokenModel, house: { iss: string; userpool_id: string }, now: Date): Claims {
  const iat = token.iat ?? Math.floor(now.getTime() / 1000)
  return {
    jti: token.jti,
    sub: token.accountId ?? token.clientId,
    client_id: token.clientId,
    aud: token.clientId,
    iat,
    exp: token.exp ?? iat + token.expiration,
    scope: token.scope,
    ...house,
    sid: sessionOf(token),
    gid: token.grantId,
    gty: token.gty,
    ...signInOf(token),
  }
}

/** The session on which the token hangs: that of its offline access, or of the browser. */
function sessionOf({ sid, grantId }: TokenModel): string | undefined {
  return entitiesNow().Grant?.offline ? grantId : sid
}

/** How the person signed in (RFC 9068 section 2.2.1), as what the token is given for remembers it. */
function signInOf({ accountId }: TokenModel): Claims {
  const source = accountId ? entitiesNow().source : undefined
  return source ? { auth_time: source.authTime, acr: source.acr, amr: source.amr } : {}
}

function toPayload(kind: string, claims: Claims): ArtifactPayload {
  const { jti, iat, exp, iss, scope, client_id: clientId } = claims
  const common = { kind, jti, iat, exp, iss, scope, clientId }
  // No audience: to the engine one means a foreign resource server, whose tokens the user information endpoint refuses.
  const { sub: accountId, gid: grantId, sid, gty } = claims
  return (kind === 'AccessToken' ? { ...common, accountId, grantId, sid, gty } : common) as ArtifactPayload
}
