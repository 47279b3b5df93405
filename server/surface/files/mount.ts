import type { FastifyInstance } from 'fastify'
import { type FileKind, fileName, fileTypes } from '#domain/people/file/file-storage.ts'
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
    const name = (request.params as { '*': string })['*']
    const bytes = fileName.test(name) ? await domain.tools.files.storage.get(name) : null
    if (!bytes) return reply.callNotFound()
    const kind = name.slice(name.lastIndexOf('.') + 1) as FileKind
    return reply.headers(headers).type(fileTypes[kind]).send(bytes)
  })
}
