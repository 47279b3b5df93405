import type { FastifyInstance } from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Door } from '../../door.ts'
import { offerDevice } from '../../request/entry-cookies.ts'
import { languageOf, resolve } from '../../request/resolved.ts'
import { buildDoorSchema } from '../engine/build-schema.ts'
import { serveGraphql } from '../engine/serve.ts'
import { rows, sdl } from './all-rows.ts'
import type { RowContext } from './context.ts'

/** The same for every server of a process. */
let schema: GraphQLSchema | undefined

/** Serves `POST /graphql/v2`. */
export async function mountGraphqlV2(app: FastifyInstance, { domain, addresses, log }: Door): Promise<void> {
  schema ??= buildDoorSchema(sdl, rows)
  await serveGraphql<RowContext>(app, {
    path: '/graphql/v2',
    schema,
    log,
    contextOf(request, reply) {
      const { hints } = resolve(request, addresses)
      return {
        domain,
        hints,
        language: languageOf(request),
        requestId: request.id,
        offerDevice: (signedIn) => offerDevice(domain, reply, hints.client, signedIn),
        askBackLater: () => void reply.header('retry-after', '1'),
      }
    },
  })
}
