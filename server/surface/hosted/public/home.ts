import type { FastifyInstance } from 'fastify'
import { resolve } from '../../request/resolved.ts'
import { baseOf } from '../account/place.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import type { Pages } from '../pages.ts'
import { renderHome } from '../view/home.ts'

/** `GET /`: what is running here, and how to point something at it. */
export function serveHome(app: FastifyInstance, pages: Pages): void {
  app.get('/', async (request, reply) => {
    const { origin } = resolve(request, pages.addresses)
    const application = pages.production ? null : await pages.firstApplication()
    const owners = await pages.ownersApplication()
    const html = renderHome({
      language: languageOf(request.headers),
      assets: pages.assets.of('page'),
      version: pages.version,
      facts: pages.production ? null : { host: origin, database: pages.database },
      sdk: application && { userPoolId: application.userPoolId, appId: application.id, appHost: origin, host: origin },
      application: application && {
        name: application.name,
        signInAddress: `/sign-in/${application.id}`,
        accountAddress: `/u/${application.identifier}`,
      },
      links: {
        owner: owners && baseOf(owners),
        docs: '/docs',
        health: '/healthz',
        discovery: '/oidc/.well-known/openid-configuration',
        errors: '/docs/reference/errors',
      },
    })
    return reply.headers(pageHeaders(origin)).type('text/html').send(html)
  })
}
