import type { FastifyReply } from 'fastify'
import { resolve } from '../../request/resolved.ts'
import { showFailure } from '../frame/failure-page.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { webOrigin } from '../frame/web-origin.ts'
import type { Pages } from '../pages.ts'
import { findCurrentUser } from './current-user.ts'
import { findPlace, type Visiting } from './place.ts'
import { readState } from './sign-in.ts'

export function showNowhere(pages: Pages, request: Visiting, reply: FastifyReply) {
  return showFailure(pages, request, reply, { status: 404, cause: 'no-account-page', way: { to: 'home' } })
}

/** Where a sign-in ends that the centre began. Whoever was not signed in is not sent round in a circle. */
export async function showLanding(pages: Pages, request: Visiting, reply: FastifyReply) {
  const back = readState(request.query.state)
  const place = back && (await findPlace(pages, request, back.identifier))
  const current = place && (await findCurrentUser(pages, request, reply, place))
  if (!current) {
    const way = { to: 'sign-in', address: place && back ? back.address : '/u' } as const
    return showFailure(pages, request, reply, { status: 400, cause: 'not-signed-in', way })
  }
  return reply.headers(pageHeaders(current.hints.origin)).redirect(back.address, 303)
}

export async function showSignedOut(pages: Pages, request: Visiting, reply: FastifyReply) {
  const { origin } = resolve(request, pages.addresses)
  const place = await findPlace(pages, request, request.params.application)
  const at = { headers: request.headers, requestId: request.id, origin }
  const application = place && { name: place.application.name, home: webOrigin(place.application.redirectUris[0]) }
  const { html, headers } = pages.screens.signedOut(at, application)
  return reply.headers(headers).type('text/html').send(html)
}
