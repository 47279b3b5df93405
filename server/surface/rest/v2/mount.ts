import { Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { serveDocument } from '../engine/serve-document.ts'
import { type RestDoor, serveRows } from '../engine/serve-rows.ts'
import { restV2 } from './document.ts'
import { envelope } from './envelope.ts'
import { unbuiltRows } from './operations.ts'
import type { RestV2Options } from './rows/logout.ts'
import { allRows } from './table.ts'

export type { RestV2Options } from './rows/logout.ts'

/**
 * Serves `/api/v2/*` and `/logout`. Callers are believed by their Authorization header alone, so every origin may call. Only two
 * look at a cookie: signing out, to end the browser's session, and `/cas/session`, which answers the application's own pages
 * and no others.
 */
export async function mountRestV2(app: FastifyInstance, door: RestDoor, options: RestV2Options = {}): Promise<void> {
  await serveDocument(app, restV2)
  await serveRows(app, door, {
    rows: [...allRows(options), ...unbuiltRows],
    envelope,
    tokens: door.tokens,
    beside: async (scope) => {
      await scope.register(async (below) => void below.setNotFoundHandler(refuseUnknown), { prefix: '/api/v2' })
    },
  })
}

function refuseUnknown(request: FastifyRequest, _reply: FastifyReply): never {
  const path = request.url.split('?', 1)[0] ?? ''
  throw new Refusal(404, { values: { method: request.method, path: path.slice(0, 200) } })
}
