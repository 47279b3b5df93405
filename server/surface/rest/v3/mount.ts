import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notBuilt, refuseAll } from '../../request/not-built.ts'
import { serveDocument } from '../engine/serve-document.ts'
import { type RestDoor, serveRows } from '../engine/serve-rows.ts'
import { restV3 } from './document.ts'
import { envelope } from './envelope.ts'
import { systemRows } from './rows/authentication/system.ts'
import { rows } from './table.ts'

/**
 * Serves `/api/v3/*`; what has no row there is refused as not built. Callers are believed by their Authorization header alone,
 * so every origin may call. `version` is empty where strangers are not told it.
 */
export async function mountRestV3(app: FastifyInstance, door: RestDoor, version: string): Promise<void> {
  await serveDocument(app, restV3)
  await serveRows(app, door, {
    rows: [...rows, ...systemRows(version)],
    envelope,
    tokens: door.tokens,
    beside: async (scope) => {
      await scope.register(async (rest) => refuseAll(rest, { '/api/v3/*': refuseUnknown }))
    },
  })
}

function refuseUnknown(request: FastifyRequest): never {
  throw notBuilt(request)
}
