import { type SignInAction, signInActions } from '@menshen/contract/pages/sign-in-actions'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { introduceApplication } from '#domain/entry/sign-in/introduce-application.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import { resolve } from '../../request/resolved.ts'
import { openActionScope } from '../frame/action-scope.ts'
import { csrfToken, requireOwnPage } from '../frame/csrf.ts'
import { showFailure, wayTo } from '../frame/failure-page.ts'
import { findApplication } from '../frame/find-application.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { readSent } from '../frame/read-sent.ts'
import type { Pages } from '../pages.ts'
import { renderShell } from '../view/shell.ts'
import { type Handlers, type Interacting, requirePrompt } from './action.ts'
import { captchaActions } from './captcha-actions.ts'
import { codeActions } from './code-actions.ts'
import { linkActions } from './link-actions.ts'
import { mfaActions } from './mfa-actions.ts'
import { passkeyActions } from './passkey-actions.ts'
import { passwordActions } from './password-actions.ts'
import { qrActions } from './qr-actions.ts'
import { renewalActions } from './renewal-actions.ts'
import { type Stage, viewOf } from './sign-in-view.ts'

/** The page on which people sign in, sign up and consent, and what they do there. */
export async function serveInteraction(app: FastifyInstance, pages: Pages): Promise<void> {
  await openActionScope(app, pages, (scope) => {
    scope.get('/interaction/:uid', (request: Interacting, reply) => showPage(pages, request, reply))
    for (const name of Object.keys(signInActions) as SignInAction[])
      scope.post(`/interaction/:uid/${name}`, (request: Interacting, reply) => act(pages, name, request, reply))
  })
}

async function showPage(pages: Pages, request: Interacting, reply: FastifyReply) {
  const stage = await findStage(pages, request, reply)
  const { origin, client } = resolve(request, pages.addresses)
  const uiLocales = stage?.interaction.params.ui_locales
  const language = languageOf(request.headers, typeof uiLocales === 'string' ? uiLocales : null)
  if (!stage) return showOver(pages, request, reply)
  const csrf = csrfToken(pages.domain.tools.keys.cookieSecret, stage.interaction.uid)
  const hints = { applicationId: stage.application.id, client, origin, language }
  const view = viewOf(stage, await pages.domain.ask(introduceApplication, hints, {}), language, csrf)
  const html = renderShell({
    title: stage.application.name,
    language,
    assets: pages.assets.of('sign-in', language),
    view,
  })
  return reply.headers(pageHeaders(origin)).type('text/html').send(html)
}

/**
 * No sign-in of this browser: it is over, or a mailed link was followed where it cannot sign in, and stays as it is. Which
 * application it was stands in the address; where that leads comes from what is registered.
 */
async function showOver(pages: Pages, request: Interacting, reply: FastifyReply) {
  const { origin } = resolve(request, pages.addresses)
  const { client_id: id, link } = request.query as Record<string, unknown>
  const application = typeof id === 'string' ? await findApplication(pages, id) : null
  const failed = { status: 410, way: wayTo(application, origin), requestId: request.id }
  if (typeof link === 'string') return showFailure(pages, request, reply, { ...failed, cause: 'link-elsewhere' })
  return showFailure(pages, request, reply, { ...failed, cause: 'expired', code: 'interaction_expired' })
}

async function findStage(pages: Pages, request: Interacting, reply: FastifyReply): Promise<Stage | null> {
  const { directory } = pages.domain.tools
  const { uid } = request.params
  const interaction = await pages.interactions.find(request, reply, uid)
  const application = interaction && (await directory.application(interaction.clientId))
  const pool = application && (await directory.pool(application.userPoolId))
  if (!interaction || !pool) return null
  const user = interaction.accountId ? await directory.user(pool.id, interaction.accountId) : null
  return { interaction, application, pool, user }
}

async function act<Name extends SignInAction>(pages: Pages, name: Name, request: Interacting, reply: FastifyReply) {
  const { origin } = resolve(request, pages.addresses)
  requireOwnPage(request, request.params.uid, origin, pages.domain.tools.keys.cookieSecret)
  const stage = await findStage(pages, request, reply)
  if (!stage) return reply.code(410).send({ code: 410, message: 'expired', data: null })
  const sent = readSent(signInActions[name], request.body)
  const data = await handlers[name]({ pages, request, reply, stage }, sent)
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}

const handlers: Handlers = {
  ...passwordActions,
  ...codeActions,
  ...captchaActions,
  ...qrActions,
  ...passkeyActions,
  ...linkActions,
  ...renewalActions,
  ...mfaActions,
  async consent(acting, { accept }) {
    const { interaction } = requirePrompt(acting, 'consent')
    if (!accept) refuseChoice('accept', ['true'])
    const { pages, request, reply } = acting
    return { location: await pages.interactions.consented(request, reply, interaction) }
  },
  async cancel({ pages, request, reply }) {
    return { location: await pages.interactions.cancelled(request, reply, request.params.uid) }
  },
}
