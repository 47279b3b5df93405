import { say } from '@menshen/contract/errors'
import type { FastifyInstance } from 'fastify'
import { jsonParser } from '#platform/http/json-parser.ts'
import type { Pages } from '../pages.ts'
import { languageOf } from './language-of.ts'
import { openOwnScope, type Submission } from './own-scope.ts'

const actions: Submission = {
  what: 'an action',
  read(scope) {
    // A form of another site can send anything but JSON without being asked first.
    const json = jsonParser(scope, 'error')
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 64 * 1024 }, json)
  },
  /** The status is 200 and the page shows the sentence. */
  refuse(request, reply, { refusal }) {
    const message = say(refusal.code, languageOf(request.headers), refusal)
    return reply.code(200).header('cache-control', 'no-store').send({ code: refusal.code, message, data: refusal.data })
  },
}

/** Where scripts of our own pages send what people do: JSON only, and refusals as part of the answer. */
export function openActionScope(
  app: FastifyInstance,
  pages: Pages,
  mount: (scope: FastifyInstance) => void,
): Promise<void> {
  return openOwnScope(app, pages, actions, mount)
}
