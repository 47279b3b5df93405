import type { StoredArtifact } from '#domain/entry/oidc-artifact/artifact.ts'
import type { ArtifactPayload } from '../engine-types.ts'

/** Whether a grant is not over, and of the same client and person as the token that names it. */
export function hangsOn(token: ArtifactPayload, { payload }: StoredArtifact, now: Date): boolean {
  const { clientId, accountId, exp } = payload
  const isOver = typeof exp !== 'number' || exp <= Math.floor(now.getTime() / 1000)
  return !isOver && clientId === token.clientId && accountId === token.accountId
}
