import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Application } from '#domain/tenancy/application/application.ts'
import { resolve } from '../../request/resolved.ts'
import type { Page } from '../../sign-in-page.ts'
import type { Pages } from '../pages.ts'
import { type ButtonTarget, type Cause, type FailurePage, renderFailure } from '../view/failure.ts'
import { languageOf } from './language-of.ts'
import { pageHeaders } from './page-headers.ts'
import { webOrigin } from './web-origin.ts'

export type Failed = { cause: Cause; way: ButtonTarget } & Partial<
  Pick<FailurePage, 'language' | 'application' | 'sent' | 'code' | 'requestId'>
>

/** A failure as a page in the language of whoever asks. */
function failurePage({ assets, version, addresses }: Pages, request: FastifyRequest, failed: Failed): Page {
  const frame = { language: languageOf(request.headers), assets: assets.of('page'), version }
  const html = renderFailure({ ...frame, code: null, requestId: null, ...failed })
  return { html, headers: pageHeaders(resolve(request, addresses).origin) }
}

export function showFailure(
  pages: Pages,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, ...failed }: Failed & { status: number },
) {
  const { html, headers } = failurePage(pages, request, failed)
  return reply.code(status).headers(headers).type('text/html').send(html)
}

/**
 * Where whoever was to sign in to this application can begin again: at the application, as far as its first redirect address
 * tells where that is, or here when that is the welcome page of ours.
 */
export function wayTo(
  application: Pick<Application, 'id' | 'name' | 'redirectUris'> | null,
  origin: string,
): ButtonTarget {
  const address = webOrigin(application?.redirectUris[0])
  if (!application || !address) return { to: 'home' }
  if (address === origin) return { to: 'sign-in', address: `/sign-in/${application.id}` }
  return { to: 'application', name: application.name, address }
}
