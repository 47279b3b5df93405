import type { IncomingMessage } from 'node:http'
import { addressParts, atAddress } from './address-parts.ts'
import { mountPath } from './scope.ts'

/** RFC 8414 section 3.1 has the metadata of an issuer with a path before it. */
export const metadata = '/.well-known/oauth-authorization-server'

/** The addresses under the mount path, and the methods that each takes. */
export const methodsAt: ReadonlyMap<string, string> = new Map([
  ['/auth', 'GET, HEAD, POST'],
  ['/token', 'POST, OPTIONS'],
  ['/me', 'GET, HEAD, POST, OPTIONS'],
  ['/token/introspection', 'POST, OPTIONS'],
  ['/token/revocation', 'POST, OPTIONS'],
  ['/session/end', 'GET, HEAD, POST'],
  ['/session/end/confirm', 'POST'],
  ['/session/end/success', 'GET, HEAD'],
  ['/.well-known/jwks.json', 'GET, HEAD, OPTIONS'],
  ['/.well-known/openid-configuration', 'GET, HEAD, OPTIONS'],
  [metadata, 'GET, HEAD, OPTIONS'],
])

/**
 * A request under the address that means it. The engine takes each in any case and with a slash at its end, and what is done ahead
 * of it must not be got round by writing one otherwise.
 */
export function inOneSpelling(raw: IncomingMessage): IncomingMessage {
  const { path, search } = addressParts(raw)
  const one =
    path === metadata + mountPath ? mountPath + metadata : mountPath + spellingOf(path.slice(mountPath.length))
  return one === path ? raw : atAddress(raw, one, search)
}

function spellingOf(path: string): string {
  const folded = path.toLowerCase().replace(/(.)\/$/, '$1')
  if (methodsAt.has(folded)) return folded
  // The name of an interaction is as it was given.
  return path.replace(/^\/auth\/([^/]+)\/?$/i, '/auth/$1')
}
