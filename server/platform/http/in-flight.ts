import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered however many requests are being worked on. */
    uncapped?: true
  }
}

/**
 * Lets at most `max` requests be worked on at once; `overflow` answers the next one. A server that takes on more than it
 * can do answers nobody in time.
 */
export function capInFlight(
  app: FastifyInstance,
  max: number,
  overflow: (request: FastifyRequest, reply: FastifyReply) => unknown,
): void {
  const admitted = new WeakSet<FastifyRequest>()
  let inFlight = 0
  app.addHook('onRequest', (request, reply, done) => {
    // A busy server that fails its health check would be restarted, and be none the less busy.
    if (request.routeOptions.config.uncapped) return done()
    if (inFlight >= max) return void overflow(request, reply)
    inFlight++
    admitted.add(request)
    // `close` comes exactly once for every response, also when the client went away in the middle.
    reply.raw.once('close', () => {
      if (admitted.delete(request)) inFlight--
    })
    done()
  })
}
