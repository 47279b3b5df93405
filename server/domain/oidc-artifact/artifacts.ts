import { type Cache, createCache } from '#platform/cache.ts'
import type { Clock } from '#platform/clock.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { maxAgeMs } from '../directory.ts'
import { endSession } from '../session/session-store.ts'
import { type ArtifactChanges, artifactKey, type StoredArtifact } from './artifact.ts'
import { changeArtifacts, consumeArtifact, findArtifact, findArtifactByUid } from './artifact-store.ts'
import { insertRevokedToken, isTokenRevoked } from './revoked-token-store.ts'

/** What the OpenID Connect door keeps and finds again. */
export interface Artifacts {
  /** By the secret value that was presented. */
  find(kind: string, secret: string): Promise<StoredArtifact | null>
  findByUid(kind: string, uid: string): Promise<StoredArtifact | null>
  /** A grant, from memory once it has been seen. */
  grant(id: string): Promise<StoredArtifact | null>
  apply(changes: ArtifactChanges): Promise<void>
  /** Uses a code or refresh token up; false when somebody was faster. */
  consume(kind: string, secret: string): Promise<boolean>
  revokeToken(jti: string, expiresAt: Date): Promise<void>
  /** From memory once the token has been seen. */
  isRevoked(jti: string): Promise<boolean>
}

export function createArtifacts(unit: UnitOfWork, notices: Notices, clock: Clock): Artifacts {
  const grants = createCache<StoredArtifact>({ max: 50_000, maxAgeMs })
  const revocations = createCache<{ revoked: boolean }>({ max: 50_000, maxAgeMs })
  notices.onChange('grant', (id) => grants.drop(id))
  notices.onChange('revoked-token', (jti) => revocations.drop(jti))
  notices.onLost(() => {
    grants.clear()
    revocations.clear()
  })
  const kept = <Value extends object>(cache: Cache<Value>, key: string, load: () => Promise<Value | null>) =>
    notices.listening ? cache.get(key, load) : load()

  /** What was just written is read next, nearly always by this process: the token request follows the sign-in. */
  async function remember(changes: ArtifactChanges): Promise<void> {
    if (!notices.listening) return
    for (const { kind, grantId, userPoolId, payload } of changes.put)
      if (kind === 'Grant' && grantId)
        await grants.get(grantId, async () => ({ userPoolId, payload, consumedAt: null }))
  }

  return {
    find: (kind, secret) => findArtifact(unit.look, kind, artifactKey(secret)),
    findByUid: (kind, uid) => findArtifactByUid(unit.look, kind, uid),
    grant: (id) => kept(grants, id, () => findArtifact(unit.look, 'Grant', artifactKey(id))),
    async apply(changes) {
      const grantIds = changes.put.flatMap(({ kind, grantId }) => (kind === 'Grant' && grantId ? [grantId] : []))
      const topics = [...grantIds, ...changes.revokedGrants].map((id) => `grant:${id}`)
      if (changes.endedSessions.length === 0) await unit.single((tx) => changeArtifacts(tx, changes, topics), topics)
      else
        await unit.write(async ({ tx, changed }) => {
          await changeArtifacts(tx, changes, [])
          for (const { userPoolId, id } of changes.endedSessions) {
            await endSession(tx, userPoolId, id, clock())
            changed(`session:${userPoolId}:${id}`)
          }
          for (const topic of topics) changed(topic)
        })
      await remember(changes)
    },
    consume: (kind, secret) => unit.single((tx) => consumeArtifact(tx, kind, artifactKey(secret), clock())),
    revokeToken: (jti, expiresAt) =>
      unit.write(async ({ tx, changed }) => {
        await insertRevokedToken(tx, jti, expiresAt)
        changed(`revoked-token:${jti}`)
      }),
    async isRevoked(jti) {
      const found = await kept(revocations, jti, async () => ({ revoked: await isTokenRevoked(unit.look, jti) }))
      return found?.revoked ?? false
    },
  }
}
