import type { FastifyInstance } from 'fastify'
import { readStored } from '#domain/people/file/read.ts'
import type { Door } from '../door.ts'

const headers = {
  // For good: the name says what is in it.
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
}

/** Serves `GET /files/<pool>/<folder>/<name>` to everybody who knows the name, which nobody can guess. */
export function mountFiles(app: FastifyInstance, { domain }: Door): void {
  app.get('/files/*', async (request, reply) => {
    const file = await readStored(domain, (request.params as { '*': string })['*'])
    if (!file) return reply.callNotFound()
    return reply.headers(headers).type(file.type).send(file.bytes)
  })
}
