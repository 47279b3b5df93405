import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { logoFile, logoPath } from '../../view/logo.ts'
import type { BuiltAssets } from './built-assets.ts'

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

type Coding = 'br' | 'gzip'

const codings: Record<Coding, (plain: Buffer) => Promise<Buffer>> = {
  br: promisify(brotliCompress),
  gzip: promisify(gzip),
}

/** The compressed forms of a file, each made when it is first asked for: all at the start would be a third of a second of it. */
function compressible(plain: Buffer): (coding: Coding) => Promise<Buffer> {
  const made: Partial<Record<Coding, Promise<Buffer>>> = {}
  return (coding) => (made[coding] ??= codings[coding](plain))
}

/**
 * Serves the files of the browser build, each at its own route, so that no path can lead anywhere else. Their names carry
 * a hash of what is in them, so a browser may keep them for good.
 */
export function serveAssets(app: FastifyInstance, assets: BuiltAssets): void {
  for (const [path, plain] of assets.files) {
    const compressed = compressible(plain)
    app.get(path, { config: { anyHost: true } }, async (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '')
      const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
      if (coding) void reply.header('content-encoding', coding)
      return reply
        .type(types[path.split('.').pop() ?? ''] ?? 'application/octet-stream')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .header('x-content-type-options', 'nosniff')
        .send(coding ? await compressed(coding) : plain)
    })
  }
  for (const path of ['/favicon.ico', logoPath])
    app.get(path, { config: { anyHost: true } }, async (_request, reply) =>
      reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(logoFile),
    )
}
