import { randomUUID } from 'node:crypto'
import formbody from '@fastify/formbody'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify'
import type { Log } from '../log.ts'
import { jsonParser } from './json-parser.ts'
import { namesHostTwice, toOriginForm } from './request-target.ts'

export interface HttpOptions {
  log: Log
  /** Addresses or networks whose X-Forwarded-* headers are believed; nobody's when empty. */
  trustedProxies: string[]
  /** Milliseconds for a whole request, its body with it. */
  requestMs?: number
  /** Answers a request whose address cannot be read, before any route is looked for, or that names two hosts. */
  malformed?(request: FastifyRequest, reply: FastifyReply, what: 'address' | 'host'): unknown
}

const kilobyte = 1024

/** A server without routes. Bodies are bounded before anything looks at them, and so is the time a client may take. */
export async function createHttpServer({
  log,
  trustedProxies,
  requestMs = 30_000,
  malformed,
}: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    // One line per request would cost a third of the throughput; refusals and crashes are logged where they happen.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // Each log line names the request; a logger of its own for each costs more than the rest of its set-up.
    childLoggerFactory: (logger) => logger,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: 1024 * kilobyte,
    requestTimeout: requestMs,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: {
      headersTimeout: Math.min(15_000, requestMs),
      maxHeaderSize: 32 * kilobyte,
      // How often Node looks who is over the time: its own half a minute would double the bound.
      connectionsCheckingInterval: Math.min(2_000, requestMs),
    },
    rewriteUrl: toOriginForm,
    frameworkErrors: (_error, request, reply) => void malformed?.(request, reply, 'address'),
    routerOptions: { maxParamLength: 512 },
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  }) as unknown as FastifyInstance
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    // The framework's own hook for it listens to the request, which then outlives its answer: that doubled the time of collections.
    reply.raw.once('close', () => {
      if (reply.raw.writableEnded) return
      log.info({ requestId: request.id, method: request.method }, 'a client went away before its answer')
    })
    if (!namesHostTwice(request.raw)) return done()
    void (malformed?.(request, reply, 'host') ?? reply.code(400).send())
  })
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, jsonParser(app, 'remove'))
  await app.register(formbody, { bodyLimit: 64 * kilobyte })
  return app
}
