import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../door.ts'
import { allowOrigins } from '../wire/cors.ts'
import { offerDevice } from '../wire/entry-cookies.ts'
import { failureOf } from '../wire/failure.ts'
import { hintsOf, languageOf } from '../wire/hints.ts'
import { rows, sdl } from './all-rows.ts'
import { buildDoorSchema } from './build-schema.ts'
import type { RowContext } from './context.ts'
import { makeEngine } from './execute.ts'
import { renderError } from './render-errors.ts'

const unkept = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** Serves `POST /graphql/v2`. The status is 200 whatever happens: the clients lose the code of any other answer. */
export async function mountGraphqlV2(app: FastifyInstance, { domain, addresses, log }: Door): Promise<void> {
  const engine = makeEngine<RowContext>(buildDoorSchema(sdl, rows), (error, { requestId, askBackLater }) => {
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
    scope.post('/graphql/v2', (request, reply) =>
      engine.answer(request.body, contextOf(request, reply), callOf(request)),
    )
  })

  function contextOf(request: FastifyRequest, reply: FastifyReply): RowContext {
    const hints = hintsOf(request, addresses)
    return {
      domain,
      hints,
      language: languageOf(request),
      requestId: request.id,
      offerDevice: (signedIn) => offerDevice(domain, reply, hints.client, signedIn),
      askBackLater: () => void reply.header('retry-after', '1'),
    }
  }

  function callOf(request: FastifyRequest) {
    return { language: languageOf(request), strictErrors: request.headers['x-menshen-graphql-errors'] === 'string' }
  }
}
