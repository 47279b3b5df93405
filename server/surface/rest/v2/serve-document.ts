import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { allowOrigins } from '../../request/cors.ts'
import { describeRestV2 } from './document.ts'

/** Written when somebody asks for the first time: most servers are never asked. */
let written: { text: string; tag: string } | undefined

function documentText() {
  if (written) return written
  const text = JSON.stringify(describeRestV2())
  written = { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` }
  return written
}

/**
 * Serves `GET /openapi.json`: what this door can do, for programs that read it (OpenAPI 3.1). The same for everybody and every
 * tenant, so it may be kept for an hour, by anybody.
 */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    allowOrigins(scope)
    scope.get('/openapi.json', async (request, reply) => {
      const { text, tag } = documentText()
      void reply.headers({ etag: tag, 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' })
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('application/json').send(text)
    })
  })
}
