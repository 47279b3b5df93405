import type { Adapter } from 'oidc-provider'
import { type Artifact, artifactKey, type StoredArtifact } from '#domain/entry/oidc-artifact/artifact.ts'
import type { Artifacts } from '#domain/entry/oidc-artifact/artifacts.ts'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import type { AccessTokens } from './access-token.ts'
import { ownerOf } from './clients.ts'
import type { ArtifactPayload, GrantModel } from './engine-types.ts'
import { entitiesNow } from './entities.ts'
import { currentIssuer, currentScope, noPending, type PendingChanges } from './scope.ts'

/** A prefix under which a token comes to us past the engine, which takes no structured token at introspection. */
export const structuredPrefix = 'jwt:'

/** Where the engine keeps each kind of thing. Access tokens are kept nowhere: they carry their own proof. */
export function createAdapters(port: EnginePort, tokens: AccessTokens) {
  const { artifacts, cached } = port
  const isGood = createStanding(port, tokens)
  return (kind: string): Adapter & { revokeGrant(grantId: string): Promise<void> } => ({
    find: (value) => find(kind, value),
    findByUid: async (uid) => asPayload(await artifacts.findByUid(kind, uid), undefined),
    findByUserCode: async () => undefined,
    async upsert(jti, payload, expiresIn = 0) {
      await change((pending) => {
        const artifact = toArtifact(kind, jti, payload as ArtifactPayload, expiresIn)
        pending.artifacts.set(nameOf(kind, jti), { kind, key: artifact.key, artifact })
        if (isIssued(kind)) pending.offline.push(...offlineUse(kind, payload as ArtifactPayload, expiresIn))
      })
    },
    consume: (jti) => artifacts.consume(kind, jti) as unknown as Promise<void>,
    async destroy(jti) {
      await change((pending) => {
        if (kind === 'Grant') pending.revokedGrants.add(jti)
        else pending.artifacts.set(nameOf(kind, jti), { kind, key: artifactKey(jti), artifact: null })
      })
    },
    // The grant goes with everything that hangs on it; the engine also asks kind by kind.
    revokeByGrantId: async () => undefined,
    revokeGrant: (grantId) => change((pending) => void pending.revokedGrants.add(grantId)),
  })

  async function change(note: (pending: PendingChanges) => void): Promise<void> {
    const collected = currentScope()?.pending
    const pending = collected ?? noPending()
    note(pending)
    if (!collected) await flush(artifacts, pending)
  }

  async function find(kind: string, value: string): Promise<ArtifactPayload | undefined> {
    if (kind === 'AccessToken' || kind === 'ClientCredentials') return findToken(tokens, kind, value)
    if (value.startsWith(structuredPrefix)) return undefined
    const written = currentScope()?.pending?.artifacts.get(nameOf(kind, value))
    if (written) return written.artifact ? ({ ...written.artifact.payload, jti: value } as ArtifactPayload) : undefined
    const seen = currentScope()?.seen.get(nameOf(kind, value))
    const stored = seen ?? (kind === 'Grant' ? await cached.grant(value) : await artifacts.find(kind, value))
    return stored && (await isGood(kind, stored)) ? asPayload(stored, value) : undefined
  }
}

/** User information takes the tokens of its own issuer alone; introspection and revocation say and end all of ours. */
async function findToken(
  tokens: AccessTokens,
  kind: 'AccessToken' | 'ClientCredentials',
  value: string,
): Promise<ArtifactPayload | undefined> {
  if (value.startsWith(structuredPrefix)) return tokens.believe(kind, value.slice(structuredPrefix.length))
  const token = await tokens.believe(kind, value)
  return token?.iss === currentIssuer() ? token : undefined
}

/** Whether what is kept is still good: what it hangs on may have ended. */
function createStanding({ cached, mayAccessApplication }: EnginePort, tokens: AccessTokens) {
  /** Whoever an application no longer admits goes on with none of its refresh tokens. */
  async function isAdmitted({ clientId, accountId }: StoredArtifact['payload']): Promise<boolean> {
    const application = await cached.application(String(clientId))
    return application !== null && mayAccessApplication(application, String(accountId))
  }

  /** The session on which a code or a refresh token hangs: that of its offline access, or of the browser. */
  async function sessionOf({ grantId, sid }: StoredArtifact['payload']): Promise<unknown> {
    const grant = await cached.grant(String(grantId))
    return grant?.payload.offline ? grantId : sid
  }

  /** What hangs on a session of ours is good as long as that session is: signing out anywhere ends it. */
  return async function isGood(kind: string, { userPoolId, payload }: StoredArtifact): Promise<boolean> {
    if (isIssued(kind))
      return (
        userPoolId !== null &&
        isOfThisIssuer(payload) &&
        (await tokens.isSignedIn(userPoolId, await sessionOf(payload), payload.accountId)) &&
        isAdmitted(payload)
      )
    if (kind !== 'Session' || !payload.accountId) return true
    // Pools that share a host name do not share who is signed in.
    if (userPoolId === null || userPoolId !== currentScope()?.userPoolId) return false
    return tokens.isSignedIn(userPoolId, (payload.signIns as string[] | undefined)?.at(-1), payload.accountId)
  }
}

/** A code and what follows from it are good where the code was given (RFC 9207, OpenID Connect Core 1.0, section 12.2). */
function isOfThisIssuer({ issuer = currentIssuer() }: StoredArtifact['payload']): boolean {
  return issuer === currentIssuer()
}

function isIssued(kind: string): boolean {
  return kind === 'AuthorizationCode' || kind === 'RefreshToken'
}

/** What a code opens, and a refresh token prolongs, where the person agreed to offline access. */
function offlineUse(kind: string, { sid, accountId }: ArtifactPayload, seconds: number): PendingChanges['offline'] {
  const { Grant, Client, opens } = entitiesNow()
  const { jti: grantId, offline }: Partial<GrantModel> = Grant ?? {}
  if (!offline || !grantId || !accountId) return []
  const { application, pool } = ownerOf(Client)
  const openedIn = kind === 'AuthorizationCode' || opens ? String(sid) : null
  const absoluteTimeout = application.settings.sessionAbsoluteTimeout
  const whose = { userPoolId: pool.id, userId: accountId, applicationId: application.id }
  return [{ ...whose, grantId, openedIn, seconds, absoluteTimeout }]
}

/** Writes what a request collected. */
export async function flush(artifacts: Artifacts, pending: PendingChanges): Promise<void> {
  const changes = [...pending.artifacts.values()]
  const { revokedGrants, endedSessions } = pending
  if (changes.length === 0 && revokedGrants.size === 0 && endedSessions.length === 0) return
  await artifacts.apply({
    put: changes.flatMap(({ artifact }) => artifact ?? []),
    remove: changes.filter(({ artifact }) => artifact === null),
    revokedGrants: [...pending.revokedGrants],
    endedSessions: pending.endedSessions,
    offline: pending.offline,
  })
}

export function nameOf(kind: string, jti: string): string {
  return `${kind}:${jti}`
}

function asPayload(stored: StoredArtifact | null, jti: string | undefined): ArtifactPayload | undefined {
  if (!stored) return undefined
  // The engine changes a grant in place, and this one may be in a cache that others read.
  const payload = stored.payload.kind === 'Grant' ? structuredClone(stored.payload) : stored.payload
  const consumed = stored.consumedAt ? Math.floor(stored.consumedAt.getTime() / 1000) : undefined
  return {
    ...payload,
    ...(jti !== undefined && { jti }),
    ...(consumed !== undefined && { consumed }),
  } as ArtifactPayload
}

function toArtifact(kind: string, jti: string, payload: ArtifactPayload, expiresIn: number): Artifact {
  const { jti: _secret, expiresWithSession: _ours, ...rest } = payload
  const kept = isIssued(kind) ? { ...rest, issuer: currentIssuer() } : rest
  return {
    kind,
    key: artifactKey(jti),
    userPoolId: currentScope()?.userPoolId ?? null,
    accountId: payload.accountId ?? null,
    // An interaction only mentions a grant; it must not go when the grant does.
    grantId: kind === 'Grant' ? jti : kind === 'Interaction' ? null : (payload.grantId ?? null),
    uid: kind === 'Session' ? (payload.uid ?? null) : null,
    payload: kind === 'Interaction' ? withoutCookie(kept) : kept,
    expiresAt: new Date(Date.now() + lifetimeOf(kind, payload, expiresIn) * 1000),
  }
}

/** An interaction remembers the browser session by its cookie as well as by its public name: the name is enough. */
function withoutCookie(payload: Record<string, unknown>): Record<string, unknown> {
  const { session } = payload as { session?: { cookie?: string } }
  if (!session) return payload
  const { cookie: _secret, ...rest } = session
  return { ...payload, session: rest }
}

/** Seconds for which a session is kept in which nobody has signed in: somebody is asked whether to sign out. */
const nobodysLifetime = 3_600

/** Anybody can have such a session made, as many as they like. */
function lifetimeOf(kind: string, { accountId }: ArtifactPayload, expiresIn: number): number {
  return kind === 'Session' && !accountId ? Math.min(expiresIn, nobodysLifetime) : expiresIn
}
