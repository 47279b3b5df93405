import type { FastifyInstance } from 'fastify'

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: it may be sent requests; 503 while it starts, while the database
 * cannot be reached, and from the moment it was asked to stop.
 */
export function mountHealth(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  app.get('/healthz', { config: { uncapped: true, anyHost: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { config: { uncapped: true, anyHost: true } }, async (_request, reply) => {
    const ready = await isReady()
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
}
