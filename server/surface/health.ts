import type { FastifyInstance } from 'fastify'

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: it may be sent requests; 503 with the reason while it starts, while
 * the database cannot be reached or written to, and from the moment it was asked to stop.
 */
export function mountHealth(app: FastifyInstance, findTrouble: () => Promise<string | null>): void {
  app.get('/healthz', { config: { uncapped: true, anyHost: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { config: { uncapped: true, anyHost: true } }, async (_request, reply) => {
    const reason = await findTrouble()
    return reply.code(reason ? 503 : 200).send(reason ? { status: 'not ready', reason } : { status: 'ready' })
  })
}
