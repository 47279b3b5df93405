import { Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { envelope } from './elsewhere.ts'
import { renderError } from './graphql/engine/render-errors.ts'
import { allowOrigins } from './request/cors.ts'
import { languageOf } from './request/resolved.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/**
 * Doors of the vendor's other protocols: GraphQL V1, REST V3, OAuth and CAS. Nothing is behind them yet, and their clients are
 * told so by name, with HTTP 200, because they lose the code of any other answer.
 */
export async function mountUnbuilt(app: FastifyInstance): Promise<void> {
  await app.register(async (scope) => {
    allowOrigins(scope)
    // Whatever is sent: nobody reads it.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined))
    scope.route({ method: methods, url: '/graphql', exposeHeadRoute: false, handler: refuseGraphql })
    for (const url of ['/api/v3/*', '/oauth/*', '/cas-idp/*'])
      scope.route({ method: methods, url, exposeHeadRoute: false, handler: async (request) => refuseRest(request) })
  })
}

function refusalOf(request: FastifyRequest): Refusal {
  const path = (request.url.split('?', 1)[0] ?? '').slice(0, 200)
  return new Refusal(1000, { variant: 'notBuilt', values: { operation: `${request.method} ${path}` } })
}

function refuseRest(request: FastifyRequest) {
  return envelope(refusalOf(request), request)
}

async function refuseGraphql(request: FastifyRequest) {
  const call = { language: languageOf(request), strictErrors: false }
  return { errors: [renderError(refusalOf(request), call)], data: null }
}
