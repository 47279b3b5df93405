import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered however many requests are being worked on. */
    uncapped?: true
  }
}

/** How many may be on their way in, and as many on their way out, however few are worked on. */
const leastOnTheWay = 1_000

/**
 * Lets at most `max` requests be worked on at once; `overflow` answers the next one. A server that takes on more than it
 * can do answers nobody in time.
 *
 * A request that is still arriving, and an answer that nobody takes, cost us little and their client nothing: they are not
 * counted, or a thousand silent connections would keep everybody else out. Of each of the two at most `onTheWay` are kept, and
 * the one that has been there longest gives way.
 */
export function capInFlight(
  app: FastifyInstance,
  max: number,
  overflow: (request: FastifyRequest, reply: FastifyReply) => unknown,
  onTheWay = Math.max(max, leastOnTheWay),
): void {
  const arriving = new Set<ServerResponse>()
  const working = new Set<ServerResponse>()
  const leaving = new Set<ServerResponse>()

  app.addHook('onRequest', ({ method, headers, routeOptions }, { raw: response }, done) => {
    // A busy server that fails its health check would be restarted, and be none the less busy.
    if (routeOptions.config.uncapped) return done()
    if (hasBody(method, headers)) join(arriving, response, onTheWay)
    const end = response.end
    response.end = (...given: unknown[]) => {
      leave(response)
      join(leaving, response, onTheWay)
      return Reflect.apply(end, response, given)
    }
    // It comes exactly once for every response, also when the client went away in the middle.
    response.once('close', () => leave(response))
    done()
  })

  app.addHook('preValidation', (request, reply, done) => {
    const { raw: response } = reply
    // A form with files arrives while it is worked on.
    if (request.routeOptions.config.uncapped || (arriving.has(response) && !request.raw.complete)) return done()
    leave(response)
    if (working.size >= max) return void overflow(request, reply)
    working.add(response)
    done()
  })

  function leave(response: ServerResponse): void {
    for (const stage of [arriving, working, leaving]) stage.delete(response)
  }
}

/** Nobody waits for the bodies of requests that have none by their method. */
function hasBody(method: string, headers: FastifyRequest['headers']): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** A set keeps the order in which its members came. */
function join(stage: Set<ServerResponse>, response: ServerResponse, most: number): void {
  stage.add(response)
  const [first] = stage
  if (stage.size <= most || !first) return
  stage.delete(first)
  first.destroy()
}
