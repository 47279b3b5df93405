import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { allowOrigins } from '../../request/cors.ts'
import { type DescribedDoor, documentOf } from './openapi/document.ts'

interface Written {
  text: string
  tag: string
}

/** For all servers of this process; made when somebody asks for the first time: most are never asked. */
const written = new WeakMap<DescribedDoor, Written>()

function write(door: DescribedDoor): Written {
  const known = written.get(door)
  if (known) return known
  const text = JSON.stringify(documentOf(door))
  const made = { text, tag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` }
  written.set(door, made)
  return made
}

/**
 * Serves what a door can do, for programs that read it (OpenAPI 3.1). The same for everybody and every tenant, so it may be kept
 * for an hour, by anybody.
 */
export async function serveDocument(app: FastifyInstance, door: DescribedDoor): Promise<void> {
  await app.register(async (scope) => {
    allowOrigins(scope)
    scope.get(door.address, async (request, reply) => {
      const { text, tag } = write(door)
      void reply.headers({ etag: tag, 'cache-control': 'public, max-age=3600', 'x-content-type-options': 'nosniff' })
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply.type('application/json').send(text)
    })
  })
}
