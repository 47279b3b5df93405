import type { FastifyInstance } from 'fastify'

/** What the official clients put on a request, and so what a browser asks leave to send. */
const requestHeaders = [
  'authorization',
  'content-type',
  'x-authing-app-id',
  'x-authing-userpool-id',
  'x-authing-app-tenant-id',
  'x-authing-tenant-id',
  'x-authing-device-id',
  'x-authing-request-from',
  'x-authing-sdk-version',
  'x-authing-lang',
  'x-menshen-device',
  'x-menshen-work',
  'x-authing-signature-method',
  'x-authing-signature-nonce',
  'x-authing-signature-version',
  'x-authing-date',
]

/** Seconds for which a browser may remember a preflight answer; Chromium remembers none for longer. */
const maxAge = 7200

/**
 * Lets pages of every origin call the routes of this scope and read the answers (Fetch Standard, CORS protocol).
 * The official clients always send credentials, so the origin is echoed and never `*`. That is safe only where a cookie
 * opens nothing: use it for doors that believe the Authorization header alone, for which a foreign page has no token.
 * Call it before the scope's routes are made. Which pages may call for a pool, once the request says for which, is the
 * pool's to say: see `domain/front/enter.ts`.
 */
export function allowOrigins(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    void reply.header('vary', 'Origin')
    if (!origin) return
    void reply.header('access-control-allow-origin', origin).header('access-control-allow-credentials', 'true')
    if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) {
      void reply.header('access-control-expose-headers', 'x-request-id, retry-after, x-menshen-device')
      return
    }
    void reply
      .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
      .header('access-control-allow-headers', requestHeaders.join(', '))
      .header('access-control-max-age', maxAge)
    return reply.code(204).send()
  })
  // A hook runs only where a route is, so every path of the scope answers OPTIONS too.
  const paths = new Set<string>()
  scope.addHook('onRoute', function (this: FastifyInstance, route) {
    if (route.method === 'OPTIONS' || paths.has(route.url)) return
    paths.add(route.url)
    this.options(route.routePath, async (_request, reply) => reply.code(204).send())
  })
}
