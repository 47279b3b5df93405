import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Log } from '#platform/log.ts'
import { allowOrigins } from '../../request/cors.ts'
import { failureOf } from '../../request/failure.ts'
import { languageOf } from '../../request/resolved.ts'
import { makeEngine } from './execute.ts'
import { renderError } from './render-errors.ts'

/** What the engine itself asks of a request's context; doors put more into theirs. */
export interface EngineContext {
  requestId: string
  /** Tells the caller, by Retry-After, that the same request may succeed in a moment. */
  askBackLater(): void
}

export interface GraphqlDoor<Context extends EngineContext> {
  path: string
  /** Made by `buildDoorSchema`. */
  schema: GraphQLSchema
  contextOf(request: FastifyRequest, reply: FastifyReply): Context
  log: Log
}

const unkept = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** Serves a schema by POST. The status is 200 whatever happens: the clients lose the code of any other answer. */
export async function serveGraphql<Context extends EngineContext>(
  app: FastifyInstance,
  { path, schema, contextOf, log }: GraphqlDoor<Context>,
): Promise<void> {
  const engine = makeEngine<Context>(schema, (error, { requestId, askBackLater }) => {
    const { unexpected, busy } = failureOf(error)
    if (unexpected) log.error({ err: error, requestId }, 'a GraphQL operation failed')
    if (busy) askBackLater()
  })
  await app.register(async (scope) => {
    allowOrigins(scope)
    // Answers carry people and tokens.
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(unkept))
    scope.setErrorHandler((error, request, reply) => {
      const { refusal, unexpected, busy } = failureOf(error, request)
      if (unexpected) log.error({ err: error, requestId: request.id }, 'a GraphQL request failed')
      if (busy) void reply.header('retry-after', '1')
      void reply.code(200).send({ errors: [renderError(refusal, callOf(request))], data: null })
    })
    scope.post(path, (request, reply) => engine.answer(request.body, contextOf(request, reply), callOf(request)))
  })
}

function callOf(request: FastifyRequest) {
  return { language: languageOf(request), strictErrors: request.headers['x-menshen-graphql-errors'] === 'string' }
}
