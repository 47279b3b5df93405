import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TokenIssuer } from '#domain/entry/token-set/token-set.ts'
import { jsonParser } from '#platform/http/json-parser.ts'
import type { Door } from '../../door.ts'
import { allowOrigins } from '../../request/cors.ts'
import { failureOf } from '../../request/failure.ts'
import { languageOf, resolve } from '../../request/resolved.ts'
import type { Browser } from '../../sign-in-page.ts'
import type { Answering, Envelope } from './envelope.ts'
import type { RestRow } from './row.ts'

/** What a REST door is given. */
export type RestDoor = Door & Pick<Serving, 'tokens'>

/** What a REST door is served with. */
export interface Serving {
  rows: readonly RestRow[]
  envelope: Envelope
  /** Serves what else is answered in this envelope: what to say where no row is. */
  beside(scope: FastifyInstance): Promise<void>
  /** By the door that makes them. */
  tokens: TokenIssuer<Browser>
}

/** Serves the rows of a door. The status is 200 whatever happens. Every origin may call. */
export async function serveRows(app: FastifyInstance, door: Door, { rows, ...serving }: Serving): Promise<void> {
  await app.register(async (scope) => {
    prepare(scope, door, serving.envelope)
    for (const row of rows) if (!row.takesForm) route(scope, door, serving, row)
    await scope.register(async (forms) => {
      await forms.register(multipart)
      for (const row of rows) if (row.takesForm) route(forms, door, serving, row)
    })
    await serving.beside(scope)
  })
}

const answeringOf = (request: FastifyRequest): Answering => ({ language: languageOf(request), requestId: request.id })

function prepare(scope: FastifyInstance, { log }: Door, envelope: Envelope): void {
  allowOrigins(scope)
  scope.addHook('onRequest', async (request, reply) => {
    // Answers carry people and tokens; x-request-id lets a caller name the answer to the operator.
    void reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  acceptJson(scope)
  scope.setErrorHandler((error, request, reply) => {
    const { refusal, unexpected, busy } = failureOf(error, request)
    // The route and not the address: queries of this protocol carry secrets and tokens.
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`
    if (unexpected) log.error({ err: error, requestId: request.id, route }, 'a REST request failed')
    if (busy) void reply.header('retry-after', '1')
    return reply.code(200).send(envelope.refusal(refusal, answeringOf(request)))
  })
}

/**
 * JSON, and the forms that the server reads anyway, since axios calls a request without a body a form. An empty body is
 * none: clients announce JSON and then have nothing to say.
 */
function acceptJson(scope: FastifyInstance): void {
  const parse = jsonParser(scope, 'remove')
  scope.removeContentTypeParser(['application/json', 'text/plain'])
  scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined)
    else parse(request, body, done)
  })
}

function route(
  scope: FastifyInstance,
  { domain, addresses }: Door,
  { envelope, tokens }: Omit<Serving, 'rows'>,
  row: RestRow,
): void {
  scope.route({
    method: row.method,
    url: row.path,
    exposeHeadRoute: false,
    async handler(request, reply) {
      const answering = answeringOf(request)
      const { hints } = resolve(request, addresses)
      const data = await row.answer({ domain, language: answering.language, hints, request, reply, tokens })
      return row.raw ? data : envelope.success(data, answering, row.saying)
    },
  })
}
