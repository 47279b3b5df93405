import type { FastifyReply } from 'fastify'
import { originOf } from '../../wire/origin.ts'
import { showFailure } from '../failure-page.ts'
import type { Pages } from '../mount.ts'
import { pageHeaders } from '../page-headers.ts'
import { webOrigin } from '../situation-of.ts'
import { findPlace } from './place.ts'
import type { Visiting } from './serve.ts'
import { readState } from './sign-in.ts'
import { findVisitor } from './visitor.ts'

export function showNowhere(pages: Pages, request: Visiting, reply: FastifyReply) {
  return showFailure(pages, request, reply, { status: 404, cause: 'no-account-page', way: { to: 'home' } })
}

/** Where a sign-in ends that the centre began. Whoever was not signed in is not sent round in a circle. */
export async function showLanding(pages: Pages, request: Visiting, reply: FastifyReply) {
  const back = readState(request.query.state)
  const place = back && (await findPlace(pages, back.identifier))
  const visitor = place && (await findVisitor(pages, request, reply, place))
  if (!visitor) {
    const way = { to: 'sign-in', address: place && back ? back.address : '/u' } as const
    return showFailure(pages, request, reply, { status: 400, cause: 'not-signed-in', way })
  }
  return reply.headers(pageHeaders(visitor.hints.origin)).redirect(back.address, 303)
}

export async function showSignedOut(pages: Pages, request: Visiting, reply: FastifyReply) {
  const { origin } = originOf(request, pages.addresses)
  const place = await findPlace(pages, request.params.application)
  const at = { headers: request.headers, uiLocales: null, requestId: request.id, origin }
  const application = place && { name: place.application.name, home: webOrigin(place.application.redirectUris[0]) }
  const { html, headers } = pages.screens.signedOut(at, application)
  return reply.headers(headers).type('text/html').send(html)
}
