import { randomUUID } from 'node:crypto'
import formbody from '@fastify/formbody'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify'
import type { Log } from '../log.ts'
import { namesHostTwice, toOriginForm } from './request-target.ts'

export interface HttpOptions {
  log: Log
  /** Addresses or networks whose X-Forwarded-* headers are believed; nobody's when empty. */
  trustedProxies: string[]
  /** Answers a request whose address cannot be read, before any route is looked for, or that names two hosts. */
  malformed?(request: FastifyRequest, reply: FastifyReply, what: 'address' | 'host'): unknown
}

const kilobyte = 1024

/** A server without routes. Bodies are bounded before anything looks at them, and so is the time a client may take. */
export async function createHttpServer({ log, trustedProxies, malformed }: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    // One line per request would cost a third of the throughput; refusals and crashes are logged where they happen.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // Whoever logs names the request; a logger of its own for each costs more than the rest of its set-up.
    childLoggerFactory: (logger) => logger,
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    bodyLimit: 1024 * kilobyte,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    http: { headersTimeout: 15_000, maxHeaderSize: 32 * kilobyte },
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
    if (!namesHostTwice(request.raw)) return done()
    void (malformed?.(request, reply, 'host') ?? reply.code(400).send())
  })
  await app.register(formbody, { bodyLimit: 64 * kilobyte })
  return app
}
