import { refuse } from '@menshen/contract/errors'
import { type SignInAction, signInActions } from '@menshen/contract/pages/sign-in-actions'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { giveConsent } from '#domain/entry/consent/give.ts'
import { requireConsenting, requireSigningIn, standOfEntry } from '#domain/entry/in-progress/stand.ts'
import { introduceApplication } from '#domain/entry/sign-in/introduce-application.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import { resolve } from '../../request/resolved.ts'
import { openActionScope } from '../frame/action-scope.ts'
import { requireOwnPage } from '../frame/csrf.ts'
import { showFailure, wayTo } from '../frame/failure-page.ts'
import { findApplication } from '../frame/find-place.ts'
import { orNull } from '../frame/or-null.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { readSent } from '../frame/read-sent.ts'
import { requestOf } from '../frame/request-of.ts'
import type { Pages } from '../pages.ts'
import { renderShell } from '../view/shell.ts'
import type { Acting, EntryRequest, Handlers } from './action.ts'
import { captchaActions } from './captcha-actions.ts'
import { codeActions } from './code-actions.ts'
import { linkActions } from './link-actions.ts'
import { mfaActions } from './mfa-actions.ts'
import { passkeyActions } from './passkey-actions.ts'
import { passwordActions } from './password-actions.ts'
import { qrActions } from './qr-actions.ts'
import { renewalActions } from './renewal-actions.ts'
import { viewOf } from './sign-in-view.ts'

/** The page on which people sign in, sign up and consent, and what they do there. */
export async function serveSignIn(app: FastifyInstance, pages: Pages): Promise<void> {
  await openActionScope(app, pages, (scope) => {
    scope.get('/interaction/:uid', (request: EntryRequest, reply) => showPage(pages, request, reply))
    for (const name of Object.keys(signInActions) as SignInAction[])
      scope.post(`/interaction/:uid/${name}`, (request: EntryRequest, reply) => act(pages, name, request, reply))
  })
}

async function showPage(pages: Pages, request: EntryRequest, reply: FastifyReply) {
  const acting = await findActing(pages, request, reply)
  if (!acting) return showOver(pages, request, reply)
  const { stage, hints } = acting
  const { language, origin } = requestOf(pages, request, stage.entry.languages)
  const introduced = await pages.domain.ask(introduceApplication, { ...hints, language }, {})
  const view = viewOf(stage, introduced, language, pages.secrets.proofOf(stage.entry.id))
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
async function showOver(pages: Pages, request: EntryRequest, reply: FastifyReply) {
  const { origin } = resolve(request, pages.addresses)
  const { application: id, link } = request.query as Record<string, unknown>
  const place = typeof id === 'string' ? await findApplication(pages, request, id) : null
  const failed = { status: 410, way: wayTo(place?.application ?? null, origin), requestId: request.id }
  if (typeof link === 'string') return showFailure(pages, request, reply, { ...failed, cause: 'link-elsewhere' })
  return showFailure(pages, request, reply, { ...failed, cause: 'expired', code: 'interaction_expired' })
}

/** Null when this browser has no such entry, or its application is gone (2011, 2224). */
async function findActing(pages: Pages, request: EntryRequest, reply: FastifyReply): Promise<Acting | null> {
  const entry = await pages.entries.find({ request, reply }, request.params.uid)
  if (!entry) return null
  const asked = requestOf(pages, request)
  const hints = { applicationId: entry.applicationId, ...asked }
  const standing = await orNull([2011, 2224], pages.domain.ask(standOfEntry, hints, entry))
  if (!standing) return null
  const { pool, application } = standing
  const at = { pool, application, caller: { kind: 'anonymous' }, ...asked } as const
  return { pages, request, reply, stage: { entry, ...standing }, at, hints }
}

async function act<Name extends SignInAction>(pages: Pages, name: Name, request: EntryRequest, reply: FastifyReply) {
  requireOwnPage(pages, request, request.params.uid)
  const acting = await findActing(pages, request, reply)
  if (!acting) return reply.code(410).send({ code: 410, message: 'expired', data: null })
  if (name in signingIn) requireSigningIn(acting.stage.needs)
  const data = await handlers[name](acting, readSent(signInActions[name], request.body))
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}

/** What people do until they are in. */
const signingIn: Handlers<Exclude<SignInAction, 'consent' | 'cancel'>> = {
  ...passwordActions,
  ...codeActions,
  ...captchaActions,
  ...qrActions,
  ...passkeyActions,
  ...linkActions,
  ...renewalActions,
  ...mfaActions,
}

const handlers: Handlers = {
  ...signingIn,
  async consent({ pages, request, reply, stage, hints }, { accept }) {
    const { missing } = requireConsenting(stage.needs)
    if (!accept) refuseChoice('accept', ['true'])
    const browser = { request, reply }
    const known = await pages.browsers.here(browser, stage.pool.id)
    // Somebody else may have signed in meanwhile, or nobody be there any more.
    if (!known || known.userId !== stage.entry.userId) refuse(2206)
    await pages.domain.call(giveConsent, { ...hints, known }, { scopes: missing })
    return { location: await pages.entries.consented(browser, stage.entry) }
  },
  async cancel({ pages, request, reply, stage }) {
    return { location: await pages.entries.cancelled({ request, reply }, stage.entry) }
  },
}
