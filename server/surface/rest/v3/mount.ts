import type { FastifyInstance } from 'fastify'
import type { Door } from '../../door.ts'
import { allowOrigins } from '../../request/cors.ts'

/**
 * Serves `GET /api/v3/system`, which clients read before they know anything: it takes no headers and has no
 * envelope. `version` is empty where strangers are not told it. */
export async function mountRestV3(app: FastifyInstance, { domain }: Door, version: string): Promise<void> {
  const { publicPem, sm2 } = domain.tools.keys.transport
  const system = {
    rsa: { publicKey: publicPem },
    sm2: { publicKey: sm2.publicHex },
    version: { server: version, console: version, login: version },
    publicIps: [],
  }
  await app.register(async (scope) => {
    allowOrigins(scope)
    scope.get('/api/v3/system', async () => system)
  })
}
