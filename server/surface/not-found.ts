import { Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Log } from '#platform/log.ts'
import { isForPeople } from './admit-address.ts'
import { failureOf } from './request/failure.ts'
import type { Page } from './sign-in-page.ts'
import { envelope } from './turn-away.ts'

/** Paths that belong to no door, which `nothing` says to people and the envelope to programs, and errors that no door caught. */
export function mountNotFound(app: FastifyInstance, log: Log, nothing: (request: FastifyRequest) => Page): void {
  app.setNotFoundHandler((request, reply) => {
    if (isForPeople(request)) {
      const { html, headers } = nothing(request)
      return reply
        .code(404)
        .headers({ ...headers, vary: 'accept' })
        .type('text/html')
        .send(html)
    }
    const path = request.url.split('?', 1)[0] ?? ''
    const refusal = new Refusal(404, { values: { method: request.method, path: path.slice(0, 200) } })
    return reply.code(404).send(envelope(refusal, request))
  })
  app.setErrorHandler((error, request, reply) => {
    const { refusal, unexpected, busy } = failureOf(error, request)
    if (unexpected) log.error({ err: error, requestId: request.id }, 'a request failed')
    if (busy) void reply.header('retry-after', '1')
    return reply
      .code(refusal.status >= 400 && refusal.status < 600 ? refusal.status : 500)
      .send(envelope(refusal, request))
  })
}
