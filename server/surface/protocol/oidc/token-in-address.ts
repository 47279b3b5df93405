import type { IncomingMessage } from 'node:http'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { addressParts, atAddress } from './address-parts.ts'
import { mountPath } from './scope.ts'

const userInformation = `${mountPath}/me`

/**
 * A request for user information whose token stands in the address (RFC 6750 section 2.3), as if it stood in the header; any
 * other request as it is. Nothing of the token is believed here: it names the application whose setting is asked.
 */
export async function takeFromAddress(raw: IncomingMessage, cached: CachedRecords): Promise<IncomingMessage> {
  const { path, search } = addressParts(raw)
  if (raw.method !== 'GET' || path !== userInformation || !search || raw.headers.authorization !== undefined) return raw
  const query = new URLSearchParams(search)
  const [token = '', ...more] = query.getAll('access_token')
  const id = parseJwt(token)?.claims.client_id
  if (token === '' || more.length > 0) return raw
  // Of no application at all, it is a bad token wherever it stands.
  const application = typeof id === 'string' ? await cached.application(id) : null
  if (application && !takesTokenInAddress(application)) return raw
  query.delete('access_token')
  return atAddress(raw, path, query, { ...raw.headers, authorization: `Bearer ${token}` })
}

/** Addresses end up in histories and logs of others, so no stranger's application may use this. */
function takesTokenInAddress({ settings }: Application): boolean {
  return settings.tokenInAddress ?? settings.firstParty
}
