import { refuse, say } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { signInWithPassword } from '#domain/session/sign-in-with-password.ts'
import { checkedText } from '#domain/text.ts'
import { registerUser } from '#domain/user/register.ts'
import type { Situation } from '#domain/verb.ts'
import { failureOf } from '../wire/failure.ts'
import { originOf } from '../wire/origin.ts'
import { csrfToken, requireOwnPage } from './csrf.ts'
import { languageOf } from './language-of.ts'
import type { Pages } from './mount.ts'
import { pageHeaders } from './page-headers.ts'
import { type Stage, situationOf } from './situation-of.ts'
import { renderShell } from './view/shell.ts'

type Interacting = FastifyRequest<{ Params: { uid: string } }>

/** What a person does on the sign-in page; each answers where the browser goes next. */
type Action = (pages: Pages, request: Interacting, reply: FastifyReply, stage: Stage) => Promise<string>

/** The page on which people sign in, sign up and consent, and what they do there. */
export async function serveInteraction(app: FastifyInstance, pages: Pages): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    // A form of another site can send anything but JSON without being asked first.
    const json = scope.getDefaultJsonParser('error', 'error')
    scope.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: 64 * 1024 }, json)
    scope.setErrorHandler((error, request, reply) => refuseAction(pages, error, request, reply))
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
  if (!stage) {
    const at = { headers: request.headers, uiLocales: null, requestId: request.id, origin }
    const { html, headers } = pages.screens.failed(at, { error: 'interaction_expired', failure: 'expired' })
    return reply.code(410).headers(headers).type('text/html').send(html)
  }
  const csrf = csrfToken(pages.domain.tools.keys.cookieSecret, stage.interaction.uid)
  const situation = situationOf(stage, language, csrf)
  const html = renderShell({ title: stage.application.name, language, assets: pages.look.assets('sign-in'), situation })
  return reply.headers(pageHeaders(origin)).type('text/html').send(html)
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
  const location = await action(pages, request, reply, stage)
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data: { location } })
}

/** Refusals are part of the answer: the status is 200 and the page shows the sentence. */
function refuseAction(pages: Pages, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { refusal, unexpected, busy } = failureOf(error)
  if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'an action of the sign-in page failed')
  if (busy) void reply.header('retry-after', '1')
  const message = say(refusal.code, languageOf(request.headers), refusal)
  return reply.code(200).header('cache-control', 'no-store').send({ code: refusal.code, message, data: refusal.data })
}

const actions: Record<string, Action> = {
  async 'sign-in'(pages, request, reply, stage) {
    const { application, pool } = requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    // The browser session must outlive the refresh tokens that hang on it.
    const lifetime = Math.max(pool.settings.tokenExpiresAfter, application.settings.refreshTokenLifetime)
    const { user, session } = await pages.domain.callAt(signInWithPassword, situation(pages, request, stage), {
      by: null,
      identifier: checkedText(fields.account ?? '', 'account', 254),
      password: fields.password ?? '',
      encrypted: false,
      kind: 'browser',
      lifetime,
    })
    return pages.interactions.signedIn(request, reply, request.params.uid, {
      userId: user.id,
      sessionId: session.id,
      at: session.createdAt,
    })
  },
  async 'sign-up'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const method = fields.method === 'username' ? 'username' : 'email'
    const { user, session } = await pages.domain.callAt(registerUser, situation(pages, request, stage), {
      method,
      identifier: checkedText(fields[method] ?? '', method, 254),
      password: fields.password ?? '',
      encrypted: false,
      profile: {},
      forceLogin: true,
      kind: 'browser',
    })
    if (!session) throw new Error('registering did not sign in')
    return pages.interactions.signedIn(request, reply, request.params.uid, {
      userId: user.id,
      sessionId: session.id,
      at: session.createdAt,
    })
  },
  async consent(pages, request, reply, stage) {
    const { interaction } = requirePrompt(stage, 'consent')
    if ((request.body as { accept?: unknown } | null)?.accept !== true) refuse(400, { values: { detail: 'accept' } })
    return pages.interactions.consented(request, reply, interaction)
  },
  cancel: (pages, request, reply) => pages.interactions.cancelled(request, reply, request.params.uid),
}

function requirePrompt(stage: Stage, prompt: 'login' | 'consent'): Stage {
  if (stage.interaction.prompt !== prompt) refuse(400, { values: { detail: 'this page asks for something else' } })
  return stage
}

function situation({ addresses }: Pages, request: Interacting, { pool, application }: Stage): Situation {
  const userAgent = request.headers['user-agent'] ?? null
  const { origin } = originOf(request, addresses)
  return { pool, application, caller: { kind: 'anonymous' }, client: { ip: request.ip, userAgent }, origin }
}

/** The text fields of a JSON body; whatever is no text is not there. */
function textsOf(body: unknown): Record<string, string> {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
