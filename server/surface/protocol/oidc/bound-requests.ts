import type { FastifyRequest } from 'fastify'
import { clientAddress } from '#platform/http/client-address.ts'
import { createTally } from '#platform/limits/tally.ts'
import { networkOf } from '#platform/network.ts'
import { addressParts } from './address-parts.ts'

/** Characters of a request: more than any application asks, and more than many proxies let through. */
const longest = 8_192
/** Of one network in five minutes: a campus at nine o'clock. */
const most = { limit: 3_000, windowSeconds: 300 }

export type Bound = { status: 400 | 429; error: string; description: string }

/** Where anybody begins something that a person goes on with. */
const beginnings = /^\/(auth|session\/end)\/?$/i

/**
 * Whoever is to sign in, or to say whether they sign out, does so later, and until then the request lies in the database: so there
 * are not many of one network, and none is long. Sign-ins that may show nothing (`prompt=none`) leave nothing there and are not
 * counted.
 */
export function createRequestBounds(now: () => Date) {
  const tally = createTally(most)
  return (request: FastifyRequest, url: string, body: string): Bound | null => {
    const { path, search } = addressParts({ url })
    if (!beginnings.test(path)) return null
    if (url.length > longest || body.length > longest)
      return { status: 400, error: 'invalid_request', description: `a request has at most ${longest} characters` }
    const silent = path === '/auth' && new URLSearchParams(search ?? '').get('prompt') === 'none'
    if (silent || tally.admits(networkOf(clientAddress(request)), now())) return null
    return { status: 429, error: 'temporarily_unavailable', description: 'too many requests from this network' }
  }
}
