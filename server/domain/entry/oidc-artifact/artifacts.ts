import { emitterOf } from '#domain/shape/emit.ts'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { keepOffline } from '../session/offline-store.ts'
import { endSession } from '../session/session-store.ts'
import { type ArtifactChanges, artifactKey, type StoredArtifact } from './artifact.ts'
import { changeArtifacts, consumeArtifact, findArtifact, findArtifactByUid } from './artifact-store.ts'
import { insertRevokedToken } from './revoked-token-store.ts'

/** What the OpenID Connect door keeps and finds again. Grants and revocations are read through the cache instead. */
export interface Artifacts {
  /** By the secret value that was presented. */
  find(kind: string, secret: string): Promise<StoredArtifact | null>
  findByUid(kind: string, uid: string): Promise<StoredArtifact | null>
  apply(changes: ArtifactChanges): Promise<void>
  /** Uses a code or refresh token up; false when somebody was faster. */
  consume(kind: string, secret: string): Promise<boolean>
  revokeToken(jti: string, expiresAt: Date): Promise<void>
}

export function createArtifacts(unit: UnitOfWork, clock: Clock): Artifacts {
  return {
    find: (kind, secret) => findArtifact(unit.reader, kind, artifactKey(secret)),
    findByUid: (kind, uid) => findArtifactByUid(unit.reader, kind, uid),
    async apply(changes) {
      const topics = changedGrants(changes).map((id) => `grant:${id}`)
      if (changes.endedSessions.length === 0 && changes.offline.length === 0)
        return unit.single((tx) => changeArtifacts(tx, changes, topics, clock()), topics)
      return unit.write(async ({ tx, changed, emit }) => {
        await changeArtifacts(tx, changes, [], clock())
        for (const use of changes.offline) {
          await keepOffline(tx, use, clock())
          changed(`session:${use.userPoolId}:${use.grantId}`)
        }
        for (const { userPoolId, id } of changes.endedSessions) {
          const now = clock()
          const ended = await endSession(tx, userPoolId, id, now)
          changed(`session:${userPoolId}:${id}`)
          if (!ended) continue
          const { userId, applicationId } = ended
          const actor = { kind: 'user', userId } as const
          // The engine that ends the browser's session does not hand on where the request came from.
          const circumstances = { userPoolId, actor, applicationId, ip: null, userAgent: null }
          emitterOf(circumstances, now, emit)('user.signed-out', { userId, sessionId: id })
        }
        for (const topic of topics) changed(topic)
      })
    },
    consume: (kind, secret) => unit.single((tx) => consumeArtifact(tx, kind, artifactKey(secret), clock())),
    revokeToken: (jti, expiresAt) =>
      unit.write(async ({ tx, changed }) => {
        await insertRevokedToken(tx, jti, expiresAt)
        changed(`revoked-token:${jti}`)
      }),
  }
}

/** Grants that caches may know otherwise. */
function changedGrants({ put, revokedGrants }: ArtifactChanges): string[] {
  return [...put.flatMap(({ kind, grantId }) => (kind === 'Grant' && grantId ? [grantId] : [])), ...revokedGrants]
}
