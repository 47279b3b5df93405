import { Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** 1000, which names what was asked for. */
export function notBuilt(request: FastifyRequest): Refusal {
  const path = (request.url.split('?', 1)[0] ?? '').slice(0, 200)
  return new Refusal(1000, { variant: 'notBuilt', values: { operation: `${request.method} ${path}` } })
}

/** Answers whatever comes to these addresses, in a scope of its own: what is sent there is read by nobody. */
export function refuseAll(scope: FastifyInstance, answers: Record<string, (request: FastifyRequest) => object>): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _body, done) => done(null, undefined))
  for (const [url, answer] of Object.entries(answers))
    scope.route({ method: methods, url, exposeHeadRoute: false, handler: async (request) => answer(request) })
}
