import multipart from '@fastify/multipart'
import { Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { jsonParser } from '#platform/http/json-parser.ts'
import type { Door } from '../door.ts'
import { allowOrigins } from '../request/cors.ts'
import { failureOf } from '../request/failure.ts'
import { languageOf, resolve } from '../request/resolved.ts'
import type { Row } from '../rest/row.ts'
import { encodeRefusal, encodeSuccess } from './envelope.ts'
import { unbuiltRows } from './operations.ts'
import type { RestV2Options } from './rows/logout.ts'
import { serveDocument } from './serve-document.ts'
import { allRows } from './table.ts'

export type { RestV2Options } from './rows/logout.ts'

const prefix = '/api/v2'

/**
 * Serves `/api/v2/*` and `/logout`. The status is 200 whatever happens. Callers are believed by their Authorization
 * header alone, so every origin may call. Only two look at a cookie: signing out, to end the browser's session, and `/cas/session`,
 * which answers the application's own pages and no others.
 */
export async function mountRestV2(app: FastifyInstance, door: Door, options: RestV2Options = {}): Promise<void> {
  await serveDocument(app)
  const all = [...allRows(options), ...unbuiltRows]
  await app.register(async (scope) => {
    prepare(scope, door)
    for (const row of all.filter(({ path }) => !path.startsWith(prefix))) route(scope, door, row, row.path)
    await scope.register(
      async (api) => {
        api.setNotFoundHandler(refuseUnknown)
        const below = (row: Row) => row.path.slice(prefix.length)
        const ours = all.filter(({ path }) => path.startsWith(prefix))
        for (const row of ours) if (!row.takesForm) route(api, door, row, below(row))
        await api.register(async (forms) => {
          await forms.register(multipart)
          for (const row of ours) if (row.takesForm) route(forms, door, row, below(row))
        })
      },
      { prefix },
    )
  })
}

function prepare(scope: FastifyInstance, { log }: Door): void {
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
    return reply.code(200).send(encodeRefusal(refusal, languageOf(request), request.id))
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

function route(scope: FastifyInstance, door: Door, row: Row, url: string): void {
  const { domain, addresses } = door
  scope.route({
    method: row.method,
    url,
    exposeHeadRoute: false,
    async handler(request, reply) {
      const language = languageOf(request)
      const call = { domain, language, hints: resolve(request, addresses).hints, request, reply }
      const data = await row.answer(call)
      return row.raw ? data : encodeSuccess(data, language, request.id, row.saying)
    },
  })
}

function refuseUnknown(request: FastifyRequest, _reply: FastifyReply): never {
  const path = request.url.split('?', 1)[0] ?? ''
  throw new Refusal(404, { values: { method: request.method, path: path.slice(0, 200) } })
}
