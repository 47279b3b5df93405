import { sha256 } from '#platform/crypto/compare.ts'
import type { OfflineUse } from '../session/offline-store.ts'

/** One thing that the OpenID Connect engine keeps. */
export interface Artifact {
  /** `AuthorizationCode`, `RefreshToken`, `Grant`, `Session`, `Interaction`. */
  kind: string
  key: Buffer
  userPoolId: string | null
  accountId: string | null
  /** The grant that this hangs on; a grant hangs on itself. */
  grantId: string | null
  /** A second name by which a browser session is found; no secret. */
  uid: string | null
  payload: Record<string, unknown>
  expiresAt: Date
}

/** An artifact as it was found; `consumedAt` is set once a code or refresh token has been used up. */
export type StoredArtifact = Pick<Artifact, 'userPoolId' | 'payload'> & { consumedAt: Date | null }

/** What one request changes. */
export interface ArtifactChanges {
  put: Artifact[]
  remove: Pick<Artifact, 'kind' | 'key'>[]
  /** Grants that end, with every code and refresh token that hangs on them, and their sessions of offline access. */
  revokedGrants: string[]
  /** Our own sessions that end with the browser session. */
  endedSessions: { userPoolId: string; id: string }[]
  /** What opens or goes on while its person is away. */
  offline: OfflineUse[]
}

/** The form under which the secret value of an artifact is stored. */
export function artifactKey(secret: string): Buffer {
  return sha256(secret)
}
