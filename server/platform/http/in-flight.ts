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

export interface InFlight {
  /** How many are worked on at once. */
  max: number
  /** Who sends a request, e.g. a network. */
  from(request: FastifyRequest): string
  onTheWay?: number
}

/** Who sends the request that an answer is worked on for. */
const workedOnFor = Symbol('worked on for')
type Counted = ServerResponse & { [workedOnFor]?: string | undefined }

/** The rest is for others, however much one asks for. */
const shareOfOne = 0.75

/**
 * Lets at most `max` requests be worked on at once, and three in four of those for one sender; `overflow` answers the next one. A
 * server that takes on more than it can do answers nobody in time.
 *
 * A request that is still arriving, and an answer that nobody takes, cost us little and their client nothing: they are not
 * counted, or a thousand silent connections would keep everybody else out. Of each of the two at most `onTheWay` are kept, and
 * the one that has been there longest gives way.
 */
export function capInFlight(
  app: FastifyInstance,
  { max, from, onTheWay = Math.max(max, leastOnTheWay) }: InFlight,
  overflow: (request: FastifyRequest, reply: FastifyReply) => unknown,
): void {
  const mostOfOne = Math.ceil(max * shareOfOne)
  const arriving = new Set<ServerResponse>()
  const workingFrom = new Map<string, number>()
  const leaving = new Set<ServerResponse>()
  let working = 0

  app.addHook('onRequest', ({ method, headers, routeOptions }, reply, done) => {
    // A busy server that fails its health check would be restarted, and be none the less busy.
    if (routeOptions.config.uncapped) return done()
    const response: Counted = reply.raw
    if (hasBody(method, headers)) join(arriving, response, onTheWay)
    const end = response.end
    response.end = (...given: unknown[]) => {
      leave(response)
      const ended = Reflect.apply(end, response, given)
      // Most answers are taken at once, and these need no place among those that are not.
      if (isUntaken(response)) join(leaving, response, onTheWay)
      return ended
    }
    // It comes exactly once for every response, also when the client went away in the middle.
    response.once('close', () => leave(response))
    done()
  })

  app.addHook('preValidation', (request, reply, done) => {
    const response: Counted = reply.raw
    // A form with files arrives while it is worked on.
    if (request.routeOptions.config.uncapped || (arriving.has(response) && !request.raw.complete)) return done()
    leave(response)
    const sender = from(request)
    const others = workingFrom.get(sender) ?? 0
    if (working >= max || others >= mostOfOne) return void overflow(request, reply)
    working++
    response[workedOnFor] = sender
    workingFrom.set(sender, others + 1)
    done()
  })

  function leave(response: Counted): void {
    arriving.delete(response)
    leaving.delete(response)
    const sender = response[workedOnFor]
    if (sender === undefined) return
    working--
    response[workedOnFor] = undefined
    const left = (workingFrom.get(sender) ?? 1) - 1
    if (left > 0) workingFrom.set(sender, left)
    else workingFrom.delete(sender)
  }
}

/** Whether something of an answer that has ended still waits for its client to take it. */
function isUntaken({ destroyed, writableFinished, writableLength }: ServerResponse): boolean {
  return !destroyed && !writableFinished && writableLength > 0
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
