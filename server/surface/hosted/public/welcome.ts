import type { Language } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Application } from '#domain/tenancy/application/application.ts'
import { sameSecret } from '#platform/crypto/compare.ts'
import { type Claims, parseJwt } from '#platform/crypto/jwt.ts'
import { resolve } from '../../request/resolved.ts'
import { showFailure } from '../frame/failure-page.ts'
import { findApplication } from '../frame/find-place.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import type { Pages } from '../pages.ts'
import { renderFrame } from '../view/frame.ts'
import { html } from '../view/html.ts'
import { takeWelcome, type WelcomeState, welcomePath } from './welcome-cookie.ts'

type Arriving = FastifyRequest<{ Querystring: { code?: unknown; state?: unknown; error?: unknown } }>

const words = {
  'en-US': {
    title: 'You are signed in',
    lead: (name: string) => `This is what “${name}” learns about you: the claims of the identity token.`,
    out: 'Sign out',
    home: 'Home',
    account: 'Your account',
  },
  'zh-CN': {
    title: '你已登录',
    lead: (name: string) => `以下是“${name}”得知的信息：身份令牌中的声明。`,
    out: '退出登录',
    home: '首页',
    account: '个人中心',
  },
}

/** `GET /welcome`: where a person lands who tried the sign-in page, with what the tokens say. */
export function serveWelcome(app: FastifyInstance, pages: Pages): void {
  app.get(welcomePath, async (request: Arriving, reply) => {
    const { origin } = resolve(request, pages.addresses)
    const language = languageOf(request.headers)
    const kept = takeWelcome(pages, request, reply, origin)
    const application = kept && ((await findApplication(pages, request, kept.applicationId))?.application ?? null)
    const idToken = application ? await redeem(app, request, kept, application, origin) : null
    const frame = { language, assets: pages.assets.of('page'), version: pages.version }
    void reply.headers(pageHeaders(origin)).type('text/html')
    if (application && idToken) return reply.send(renderWelcome(frame, application, idToken))
    const cancelled = request.query.error === 'access_denied'
    // Loading the page again is no failure of anybody's.
    const cause = cancelled ? 'cancelled' : kept ? 'not-signed-in' : 'shown-once'
    const begun = application ?? (await pages.firstApplication())
    const way = begun ? ({ to: 'sign-in', address: `/sign-in/${begun.id}` } as const) : ({ to: 'home' } as const)
    return showFailure(pages, request, reply, { status: 400, cause, way })
  })
}

/** Exchanges the code as any application would, only inside the process. Null when this is not the sign-in that we began. */
async function redeem(
  app: FastifyInstance,
  { query }: Arriving,
  { state, verifier }: WelcomeState,
  { id, secret, settings }: Application,
  origin: string,
): Promise<string | null> {
  if (typeof query.code !== 'string' || typeof query.state !== 'string' || !sameSecret(query.state, state)) return null
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code: query.code,
    redirect_uri: origin + welcomePath,
    code_verifier: verifier,
    client_id: id,
  })
  if (settings.tokenEndpointAuthMethod !== 'none') form.set('client_secret', secret)
  const answer = await app.inject({
    method: 'POST',
    url: '/oidc/token',
    headers: { host: new URL(origin).host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: form.toString(),
  })
  const { id_token: idToken } = answer.json<{ id_token?: string }>()
  return answer.statusCode === 200 && idToken ? idToken : null
}

type FrameParts = { language: Language; assets: Parameters<typeof renderFrame>[0]['assets']; version: string }

function renderWelcome(frame: FrameParts, application: Application, idToken: string): string {
  const say = words[frame.language]
  const claims: Claims = parseJwt(idToken)?.claims ?? {}
  const told = Object.entries(claims).filter(([, value]) => value !== null)
  return renderFrame({
    ...frame,
    title: say.title,
    kind: 'message',
    body: html`<h1>${say.title}</h1><p class="lead">${say.lead(application.name)}</p>
<dl class="facts facts-small">${told.map(
      ([name, value]) =>
        html`<div><dt>${name}</dt><dd>${typeof value === 'string' ? value : JSON.stringify(value)}</dd></div>`,
    )}</dl>
<p><a href="/u/${application.identifier}">${say.account}</a></p>
<form class="pair" method="post" action="/oidc/session/end"><input type="hidden" name="id_token_hint" value="${idToken}">
<a class="button" href="/">${say.home}</a> <button class="button button-main">${say.out}</button></form>`,
  })
}
