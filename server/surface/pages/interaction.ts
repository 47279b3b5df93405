import type { FastifyInstance, FastifyReply } from 'fastify'
import { introduceApplication } from '#domain/entry/sign-in/introduce-application.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import { clientOf } from '../wire/entry-cookies.ts'
import { originOf } from '../wire/origin.ts'
import { openActionScope } from './action-scope.ts'
import { captchaActions } from './captcha-actions.ts'
import { codeActions } from './code-actions.ts'
import { csrfToken, requireOwnPage } from './csrf.ts'
import { showFailure, wayTo } from './failure-page.ts'
import { languageOf } from './language-of.ts'
import { linkActions } from './link-actions.ts'
import { mfaActions } from './mfa-actions.ts'
import type { Pages } from './mount.ts'
import { type Action, type Interacting, requirePrompt } from './page-action.ts'
import { pageHeaders } from './page-headers.ts'
import { passkeyActions } from './passkey-actions.ts'
import { passwordActions } from './password-actions.ts'
import { qrActions } from './qr-actions.ts'
import { renewalActions } from './renewal-actions.ts'
import { type Stage, situationOf } from './situation-of.ts'
import { findApplication } from './start-sign-in.ts'
import { renderShell } from './view/shell.ts'

/** The page on which people sign in, sign up and consent, and what they do there. */
export async function serveInteraction(app: FastifyInstance, pages: Pages): Promise<void> {
  await openActionScope(app, pages, (scope) => {
    scope.get('/interaction/:uid', (request: Interacting, reply) => showPage(pages, request, reply))
    for (const [name, action] of Object.entries(actions))
      scope.post(`/interaction/:uid/${name}`, (request: Interacting, reply) => act(pages, action, request, reply))
  })
}

async function showPage(pages: Pages, request: Interacting, reply: FastifyReply) {
  const stage = await findStage(pages, request, reply)
  const { origin } = originOf(request, pages.addresses)
  const uiLocales = stage?.interaction.params.ui_locales
  const language = languageOf(request.headers, typeof uiLocales === 'string' ? uiLocales : null)
  if (!stage) return showOver(pages, request, reply)
  const csrf = csrfToken(pages.domain.tools.keys.cookieSecret, stage.interaction.uid)
  const hints = { applicationId: stage.application.id, client: clientOf(request, origin), origin, language }
  const situation = situationOf(stage, await pages.domain.ask(introduceApplication, hints, {}), language, csrf)
  const html = renderShell({
    title: stage.application.name,
    language,
    assets: pages.look.assets('sign-in', language),
    situation,
  })
  return reply.headers(pageHeaders(origin)).type('text/html').send(html)
}

/**
 * No sign-in of this browser: it is over, or a mailed link was followed where it cannot sign in, and stays as it is. Which
 * application it was stands in the address; where that leads comes from what is registered.
 */
async function showOver(pages: Pages, request: Interacting, reply: FastifyReply) {
  const { origin } = originOf(request, pages.addresses)
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

async function act(pages: Pages, action: Action, request: Interacting, reply: FastifyReply) {
  const { origin } = originOf(request, pages.addresses)
  requireOwnPage(request, request.params.uid, origin, pages.domain.tools.keys.cookieSecret)
  const stage = await findStage(pages, request, reply)
  if (!stage) return reply.code(410).send({ code: 410, message: 'expired', data: null })
  const data = await action(pages, request, reply, stage)
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}

const actions: Record<string, Action> = {
  ...passwordActions,
  ...codeActions,
  ...captchaActions,
  ...qrActions,
  ...passkeyActions,
  ...linkActions,
  ...renewalActions,
  ...mfaActions,
  async consent(pages, request, reply, stage) {
    const { interaction } = requirePrompt(stage, 'consent')
    if ((request.body as { accept?: unknown } | null)?.accept !== true) refuseChoice('accept', ['true'])
    return { location: await pages.interactions.consented(request, reply, interaction) }
  },
  async cancel(pages, request, reply) {
    return { location: await pages.interactions.cancelled(request, reply, request.params.uid) }
  },
}
