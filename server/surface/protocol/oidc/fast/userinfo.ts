import type { StoredArtifact } from '#domain/entry/oidc-artifact/artifact.ts'
import { isActiveAccount } from '#domain/entry/session/account-status.ts'
import { profileClaims, scopeClaims } from '#domain/people/user/claims.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { Claims } from '#platform/crypto/jwt.ts'
import { ownerOf } from '../clients.ts'
import type { ArtifactPayload, ClientModel } from '../engine-types.ts'
import { isOwnOrigin } from '../origins.ts'
import type { Fast, FastParts } from './fast-path.ts'
import { hangsOn } from './hangs-on.ts'
import type { PlainRequest } from './plain-request.ts'

const bearer = /^bearer ([^ ]+)$/i
const claimNames = new Map([['openid', ['sub']], ...Object.entries(scopeClaims)])

/** User information (OpenID Connect Core 1.0, section 5.3) for a token in the header and nothing else. */
export async function answerUserinfo(parts: FastParts, request: PlainRequest): Promise<Fast | null> {
  const { method, headers, body } = request
  if (body !== '' || (method !== 'POST' && !hasNoBody(request))) return null
  const value = bearer.exec(headers.authorization ?? '')?.[1]
  const token = value ? await parts.tokens.believe('AccessToken', value) : undefined
  if (token?.iss !== request.issuer || typeof token.scope !== 'string') return null
  const asked = new Set(token.scope.split(' '))
  if (!asked.has('openid')) return null
  const found = await find(parts, token)
  if (!found) return null
  const { client, application, grant } = found
  if (headers.origin && !isOwnOrigin(headers.origin, client)) return null
  const scopes = grantedScopes(grant, asked)
  const claims = scopes && (await claimsOf(parts.cached, application, String(token.accountId), scopes))
  return claims && { body: claims, origin: headers.origin || '*' }
}

function hasNoBody({ method, headers }: PlainRequest): boolean {
  return method === 'GET' && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined
}

async function find({ models, cached, now }: FastParts, token: ArtifactPayload) {
  const client = (await models.Client.find(token.clientId)) as ClientModel | undefined
  const grant = await cached.grant(String(token.grantId))
  if (!client || !grant || !hangsOn(token, grant, now())) return null
  if (client.userinfoSignedResponseAlg || client.userinfoEncryptedResponseAlg) return null
  return client.subjectType === 'public' ? { client, application: ownerOf(client).application, grant } : null
}

/** What the person agreed to and the token asks for; null where something was agreed to only in part. */
function grantedScopes({ payload }: StoredArtifact, asked: Set<string>): string[] | null {
  const { openid, rejected } = payload as { openid?: { scope?: string }; rejected?: object }
  if (rejected && Object.keys(rejected).length > 0) return null
  return (openid?.scope ?? '').split(' ').filter((scope) => asked.has(scope))
}

async function claimsOf(
  cached: CachedRecords,
  { userPoolId, settings }: Application,
  userId: string,
  scopes: string[],
): Promise<Claims | null> {
  const user = await cached.user(userPoolId, userId)
  if (!isActiveAccount(user)) return null
  const all: Claims = { ...profileClaims(user, settings.claimForm), sub: user.id }
  const told: Claims = {}
  for (const scope of scopes) for (const name of claimNames.get(scope) ?? []) told[name] = all[name]
  return told
}
