import { Refusal, refuse } from '@menshen/contract/errors'
import type { Caller, KnownSession, Strength } from '#domain/shape/caller.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { Presented } from '#domain/shape/request-context.ts'
import type { Before } from '#domain/shape/verb.ts'
import { type Application, secretsOf } from '#domain/tenancy/application/application.ts'
import {
  type Algorithm,
  type Claims,
  type ParsedJwt,
  parseJwt,
  signedWithKey,
  signedWithSecret,
} from '#platform/crypto/jwt.ts'
import { isActiveAccount } from './account-status.ts'
import { isLive, type Session } from './session.ts'
import { strengthOf } from './strength.ts'

type Person = Extract<Caller, { kind: 'user' }>

export interface Believed {
  caller: Person | Extract<Caller, { kind: 'manager' }>
  /** Of a person. */
  session?: Session
}

export interface BelievedToken extends Believed {
  iat: number
  exp: number
}

/**
 * Believes a bearer token or refuses it: 2207 when it is none of ours or was altered, 2206 when it has expired, was
 * revoked, or its session or its person is gone; 1001 when it is a third party's. Reads from memory once it has seen the session.
 */
export async function readToken(ports: Ports, token: string, now: Date): Promise<BelievedToken> {
  const jwt = parseJwt(token) ?? refuse(2207)
  if (jwt.header.typ === managementTokenType) return readManagementToken(ports, jwt, now)
  const isAccessToken = jwt.header.typ === 'at+jwt'
  const {
    clientId,
    issuedTo = null,
    ...read
  } = isAccessToken ? await verifyAccessToken(ports, jwt) : await verifyUserToken(ports, jwt, now)
  const { iat, exp } = requireTimes(jwt.claims, now)
  const { caller, session } = await readSession(ports, read, now)
  if (clientId === undefined) return { caller: { ...caller, issuedTo }, iat, exp, session }
  const strength = strengthBehind(jwt.claims, session, now)
  return { caller: { ...caller, strength, boundTo: clientId, issuedTo: clientId }, iat, exp, session }
}

/**
 * What somebody can do with an access token. One with the scope `openid` is their sign-in (OpenID Connect Core 1.0, section 3.1.2.1), and as good as its
 * session: the vendor's newer clients hold nothing else. One without, as an application may ask for to show it to an API, only reads, and so does
 * one of offline access, unless its person proved themselves to the application by an operation of its own.
 */
function strengthBehind({ scope, gty }: Claims, session: Session, now: Date): Strength {
  if (!text(scope).split(' ').includes('openid')) return 'borrowed'
  return strengthOf(isDirect({ gty }) ? { ...session, kind: 'token' } : session, now)
}

/** Believes a person by the session that they are in: 2206 when it is over, or its person is gone or locked. */
async function readSession(
  { cached }: Ports,
  { userPoolId, userId, sessionId }: KnownSession,
  now: Date,
): Promise<{ caller: Person; session: Session }> {
  const session = await cached.session(userPoolId, sessionId)
  const user = await cached.user(userPoolId, userId)
  if (!session || session.userId !== userId || !isLive(session, now) || !isActiveAccount(user)) refuse(2206)
  const strength = strengthOf(session, now)
  const boundTo = strength === 'borrowed' ? session.applicationId : null
  return { caller: { kind: 'user', userPoolId, userId, sessionId, strength, boundTo }, session }
}

/** Believes a token, or the session that a door knows its browser to be in. Who has signed the request is believed already. */
export async function readShown(ports: Ports, shown: Presented, now: Date): Promise<Believed> {
  if (typeof shown === 'object' && 'kind' in shown) return { caller: shown }
  return typeof shown === 'string' ? readToken(ports, shown, now) : readSession(ports, shown, now)
}

/** Whose token or session came along where anybody is admitted; null when none did, or one that is believed by nobody. */
export async function readPresented({
  ports,
  presented,
  now,
}: Pick<Before, 'ports' | 'presented' | 'now'>): Promise<BelievedToken['caller'] | null> {
  try {
    return presented ? (await readShown(ports, presented, now)).caller : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

export const managementTokenType = 'management+jwt'

async function readManagementToken({ cached }: Ports, jwt: ParsedJwt, now: Date): Promise<BelievedToken> {
  const pool = await cached.pool(text(jwt.claims.scoped_userpool_id))
  if (!pool || !signedWithSecret(jwt, pool.jwtSecret)) refuse(2207)
  const times = requireTimes(jwt.claims, now)
  const tokenId = typeof jwt.claims.mtid === 'string' ? jwt.claims.mtid : undefined
  const token = tokenId === undefined ? null : await cached.managementToken(pool.id, tokenId)
  const endsAt = tokenId === undefined ? pool.unlistedTokensUntil : (token?.expiresAt ?? now)
  if (endsAt !== null && endsAt <= now) refuse(2206)
  return {
    caller: { kind: 'manager', userPoolId: pool.id, tokenId, accessKeyId: token?.accessKeyId ?? undefined },
    ...times,
  }
}

/** `clientId`: of an access token, which is for that application alone. */
type TokenSubject = {
  userPoolId: string
  userId: string
  sessionId: string
  clientId?: string
  issuedTo?: string | null
}

/** What access tokens say that come of signing in by an operation, and the grant that is refreshed for them after it. */
export const directGrant = 'sign_in'

function isDirect({ gty }: Claims): boolean {
  return gty === directGrant || gty === `${directGrant} refresh_token`
}

/** The token of `issueUserToken`: its audience says whose key to check with, and that application's setting which algorithm. */
async function verifyUserToken(
  { cached, keys }: Ports,
  { claims, ...jwt }: ParsedJwt,
  now: Date,
): Promise<TokenSubject> {
  const application = await cached.application(text(claims.aud))
  const pool = await cached.pool(application?.userPoolId ?? text(claims.aud))
  if (!pool) refuse(2207)
  const algorithm = application?.settings.idTokenAlgorithm ?? 'HS256'
  const secrets = application ? secretsOf(application, now) : [pool.jwtSecret]
  if (!secrets.some((secret) => signedBy({ claims, ...jwt }, algorithm, secret, keys))) refuse(2207)
  if (application) requireFirstParty(application)
  return {
    userPoolId: pool.id,
    userId: text(claims.sub),
    sessionId: text(claims.sid),
    issuedTo: application?.id ?? null,
  }
}

/** The access token of the OpenID Connect door (RFC 9068), which clients also present as a user token. */
async function verifyAccessToken({ cached, keys }: Ports, jwt: ParsedJwt): Promise<TokenSubject> {
  if (!signedBy(jwt, jwt.header.alg, null, keys)) refuse(2207)
  const application = await cached.application(text(jwt.claims.client_id))
  if (!application || typeof jwt.claims.sid !== 'string') refuse(2207)
  if ((await cached.revokedToken(text(jwt.claims.jti))) || !(await cached.grant(text(jwt.claims.gid)))) refuse(2206)
  requireFirstParty(application)
  const { id: clientId, userPoolId } = application
  return { userPoolId, userId: text(jwt.claims.sub), sessionId: jwt.claims.sid, clientId }
}

/**
 * No tokens of strangers: people consented to the scopes in them, and the operations here know no scopes. Nor their identity
 * tokens, which have the shape of a user token and are signed under a secret that the stranger holds.
 */
function requireFirstParty({ settings }: Application): void {
  if (!settings.firstParty) refuse(1001)
}

function signedBy(jwt: ParsedJwt, algorithm: Algorithm, secret: string | null, keys: Ports['keys']): boolean {
  if (algorithm === 'HS256') return secret !== null && signedWithSecret(jwt, secret)
  const key = typeof jwt.header.kid === 'string' ? keys.byId(jwt.header.kid) : undefined
  return key?.algorithm === algorithm && signedWithKey(jwt, algorithm, key.publicKey)
}

function requireTimes(claims: Claims, now: Date): { iat: number; exp: number } {
  if (typeof claims.iat !== 'number' || typeof claims.exp !== 'number') refuse(2207)
  if (claims.exp * 1000 <= now.getTime()) refuse(2206)
  return { iat: claims.iat, exp: claims.exp }
}

/** A claim that must be a text; anything else finds nothing. Nor does NUL, which the database would choke on. */
function text(claim: unknown): string {
  return typeof claim === 'string' && !claim.includes('\0') ? claim : ''
}
