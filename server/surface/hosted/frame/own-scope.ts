import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { failureOf, type RequestFailure } from '../../request/failure.ts'
import type { Pages } from '../pages.ts'

/** What our own pages send in one way, and how they are told that it was refused. */
export interface Submission {
  /** In the log: `a form`. */
  what: string
  /** Adds the one parser that there is. */
  read(scope: FastifyInstance): void
  refuse(request: FastifyRequest, reply: FastifyReply, failure: RequestFailure): FastifyReply
}

/** Where our own pages send what people do, and nothing of another kind is read. */
export async function openOwnScope(
  app: FastifyInstance,
  pages: Pages,
  { what, read, refuse }: Submission,
  mount: (scope: FastifyInstance) => void,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    read(scope)
    scope.setErrorHandler((error, request, reply) => {
      const failure = failureOf(error, request)
      if (failure.unexpected) pages.log.error({ err: error, requestId: request.id }, `${what} of a page failed`)
      if (failure.busy) void reply.header('retry-after', '1')
      return refuse(request, reply, failure)
    })
    mount(scope)
  })
}
