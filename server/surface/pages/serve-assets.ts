import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { markFile, markPath } from '../wire/mark.ts'
import type { Look } from './look.ts'

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

/**
 * Serves the files of the browser build, each at its own route, so that no path can lead anywhere else. Their names carry
 * a hash of what is in them, so a browser may keep them for good.
 */
export function serveAssets(app: FastifyInstance, look: Look): void {
  for (const [path, plain] of look.files) {
    const forms = { br: brotliCompressSync(plain), gzip: gzipSync(plain) }
    app.get(path, { config: { anyHost: true } }, async (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '')
      const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
      if (coding) void reply.header('content-encoding', coding)
      return reply
        .type(types[path.split('.').pop() ?? ''] ?? 'application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .header('x-content-type-options', 'nosniff')
        .send(coding ? forms[coding] : plain)
    })
  }
  for (const path of ['/favicon.ico', markPath])
    app.get(path, { config: { anyHost: true } }, async (_request, reply) =>
      reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(markFile),
    )
}
