import { say } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { jsonParser } from '#platform/http/json-parser.ts'
import { failureOf } from '../wire/failure.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'

/** Where scripts of our own pages send what people do: JSON only, and refusals as part of the answer. */
export async function openActionScope(
  app: FastifyInstance,
  pages: Pages,
  mount: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // A form of another site can send anything but JSON without being asked first.
    const json = jsonParser(scope, 'error')
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 64 * 1024 }, json)
    scope.setErrorHandler((error, request, reply) => refuseAction(pages, error, request, reply))
    mount(scope)
  })
}

/** The status is 200 and the page shows the sentence. */
function refuseAction(pages: Pages, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { refusal, unexpected, busy } = failureOf(error, request)
  if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'an action of a page failed')
  if (busy) void reply.header('retry-after', '1')
  const message = say(refusal.code, languageOf(request.headers), refusal)
  return reply.code(200).header('cache-control', 'no-store').send({ code: refusal.code, message, data: refusal.data })
}
