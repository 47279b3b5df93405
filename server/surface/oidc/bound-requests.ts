import type { FastifyRequest } from 'fastify'
import { networkOf } from '#domain/session/try-rules.ts'
import { clientAddress } from '#platform/http/client-address.ts'
import { createTally } from '#platform/limits/tally.ts'

/** Characters of an authorization request: more than any application asks, and more than many proxies let through. */
const longest = 8_192
/** Authorization requests of one network in five minutes: a campus at nine o'clock. */
const most = { limit: 3_000, windowSeconds: 300 }

export type Bound = { status: 400 | 429; error: string; description: string }

/**
 * Whoever is to sign in first is asked for later, and until then the request lies in the database: so there are not many of one
 * network, and none is long. Those that may show nothing (`prompt=none`) leave nothing there and are not counted.
 */
export function createRequestBounds(now: () => Date) {
  const tally = createTally(most)
  return (request: FastifyRequest, url: string, body: string): Bound | null => {
    if (url.length > longest || body.length > longest)
      return { status: 400, error: 'invalid_request', description: `a request has at most ${longest} characters` }
    const silent = new URLSearchParams(url.split('?')[1] ?? '').get('prompt') === 'none'
    if (silent || tally.admits(networkOf(clientAddress(request)), now())) return null
    return { status: 429, error: 'temporarily_unavailable', description: 'too many requests from this network' }
  }
}
