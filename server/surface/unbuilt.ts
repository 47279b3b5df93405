import type { FastifyInstance, FastifyRequest } from 'fastify'
import { renderError } from './graphql/engine/render-errors.ts'
import { allowOrigins } from './request/cors.ts'
import { notBuilt, refuseAll } from './request/not-built.ts'
import { languageOf } from './request/resolved.ts'
import { envelope } from './turn-away.ts'

/**
 * Doors of the vendor's other protocols: GraphQL V1, OAuth and CAS. Nothing is behind them yet, and their clients are
 * told so by name, with HTTP 200, because they lose the code of any other answer.
 */
export async function mountUnbuilt(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    allowOrigins(scope)
    refuseAll(scope, { '/graphql': refuseGraphql, '/oauth/*': refuseRest, '/cas-idp/*': refuseRest })
  })
}

function refuseRest(request: FastifyRequest) {
  return envelope(notBuilt(request), request)
}

function refuseGraphql(request: FastifyRequest) {
  const call = { language: languageOf(request), strictErrors: false }
  return { errors: [renderError(notBuilt(request), call)], data: null }
}
