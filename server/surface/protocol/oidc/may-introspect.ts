import type { CachedRecords } from '#domain/shape/cached-records.ts'
import { findOwner, ownerOf } from './clients.ts'

/** A token as far as it matters here. */
export interface Introspected {
  kind: string
  clientId?: string | undefined
}

/** Whether a client may end a token: an application its own and those of its accounts (RFC 7009 section 2.1). */
export async function isOwnToken(
  cached: CachedRecords,
  client: { clientId: string },
  token: Introspected,
): Promise<boolean> {
  if (token.clientId === client.clientId) return true
  return (await cached.accessAccount(token.clientId ?? ''))?.applicationId === client.clientId
}

/**
 * Whether a client may ask about a token. Beside its own, an application of ours is told about the access tokens of its user
 * pool that were shown to it, as an API has to be (RFC 7662 section 1); a stranger's is not (section 4), and nobody is told
 * about the refresh tokens of others, which are shown to no API.
 */
export async function mayIntrospect(
  cached: CachedRecords,
  client: { clientId: string },
  token: Introspected,
): Promise<boolean> {
  if (await isOwnToken(cached, client, token)) return true
  if (token.kind !== 'AccessToken' && token.kind !== 'ClientCredentials') return false
  const { application, pool } = ownerOf(client)
  const owner = application.settings.firstParty ? await findOwner(cached, token.clientId ?? '') : null
  return owner?.pool.id === pool.id
}
