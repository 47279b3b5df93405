import { type Refusal, refuse, say } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type LinkOutcome, lookAtVerificationLink, verifyEmail } from '#domain/account/contact/verify-email.ts'
import { verifyEmailPath } from '#domain/proof/verification-code/send-link.ts'
import { failureOf } from '../../request/failure.ts'
import { resolve } from '../../request/resolved.ts'
import { openFormScope, requireOwnForm } from '../frame/form-scope.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { textsOf } from '../frame/texts-of.ts'
import type { Pages } from '../pages.ts'
import { renderConfirm } from '../view/confirm.ts'
import { renderFailure } from '../view/failure.ts'
import { renderVerified } from '../view/message.ts'
import { placeOfLink } from './place-of-link.ts'
import { type VerifyEmailWords, verifyEmailWords as words } from './verify-email-words.ts'

type Following = FastifyRequest<{ Querystring: { token?: unknown } }>

/**
 * `/verify-email?token=`: where the link of a verification mail lands. Opening it shows a button, because mail gateways open
 * every link; pressing that verifies the address. JSON for who asks for it.
 */
export async function serveVerifyEmail(app: FastifyInstance, pages: Pages): Promise<void> {
  await openFormScope(app, pages, (scope) => {
    scope.get(verifyEmailPath, (request: Following, reply) =>
      answer(pages, request, reply, () => look(pages, request, reply)),
    )
    scope.post(verifyEmailPath, (request: Following, reply) =>
      answer(pages, request, reply, () => verify(pages, request, reply)),
    )
  })
}

type Shown = LinkOutcome & {
  /** Null once it is verified: then there is nothing to press. */
  ask: Ask | null
}

interface Ask {
  email: string
  token: string
  /** What the account has ends with it. */
  ends: boolean
  /** Where to sign in first, so that it does not; null where nobody can before the address is verified. */
  signIn: string | null
}

async function look(pages: Pages, request: Following, reply: FastifyReply): Promise<Shown> {
  const token = String(request.query.token)
  const { pool, hints } = await requirePlace(pages, request, token)
  const prover = await pages.browsers.here({ request, reply }, pool.id)
  const found = await pages.domain.ask(lookAtVerificationLink, hints, { token, prover })
  const { redirectTo, already, email, ends, signInAt } = found
  if (already) return { redirectTo, already, ask: null }
  return { redirectTo, already, ask: { email, token, ends, signIn: signInAt && `/u/${signInAt.identifier}` } }
}

async function verify(pages: Pages, request: Following, reply: FastifyReply): Promise<Shown> {
  const { token = '' } = textsOf(request.body)
  const { pool, hints } = await requirePlace(pages, request, token)
  requireOwnForm(pages, request, token)
  // Whoever is signed in here to the account proves the address from inside it.
  const known = (await pages.browsers.here({ request, reply }, pool.id)) ?? undefined
  return { ...(await pages.domain.call(verifyEmail, { ...hints, known }, { token })), ask: null }
}

async function requirePlace(pages: Pages, request: FastifyRequest, token: string) {
  return (await placeOfLink(pages, request, token)) ?? refuse(2023)
}

async function answer(pages: Pages, request: Following, reply: FastifyReply, work: () => Promise<Shown>) {
  const { origin } = resolve(request, pages.addresses)
  void reply.headers(pageHeaders(origin)).header('vary', 'accept')
  try {
    return send(pages, request, reply, await work())
  } catch (error) {
    const { refusal, unexpected } = failureOf(error, request)
    if (unexpected) pages.log.error({ err: error, requestId: request.id }, 'a verification link failed')
    return refuseHere(pages, request, reply, refusal)
  }
}

const wantsJson = ({ headers }: FastifyRequest) => /\bapplication\/json\b/.test(headers.accept ?? '')

function send({ assets, version, secrets }: Pages, request: Following, reply: FastifyReply, shown: Shown) {
  const language = languageOf(request.headers)
  const say = words[language]
  const { ask, redirectTo, already } = shown
  if (wantsJson(request)) {
    const message = ask ? say.lead(ask.email) : already ? say.already : say.verified
    const data = { redirectTo, verified: ask === null }
    return reply.send({ code: 200, message, data, statusCode: 200, requestId: request.id })
  }
  const frame = { language, assets: assets.of('page'), version }
  void reply.type('text/html')
  if (ask) {
    const { title, lead } = say
    const csrf = secrets.proofOf(ask.token)
    const form = { action: verifyEmailPath, fields: { token: ask.token, csrf } }
    return reply.send(renderConfirm({ ...frame, title, lead: lead(ask.email), ...form, ...choicesOf(ask, say) }))
  }
  if (redirectTo) return reply.redirect(redirectTo, 303)
  return reply.send(renderVerified({ ...frame, already }))
}

/** What pressing the button does here, and what else there is. */
function choicesOf({ ends, signIn }: Ask, say: VerifyEmailWords) {
  if (!ends) return { effect: say.keeps, button: say.button }
  const other = signIn === null ? null : { label: say.signIn, address: signIn }
  return { effect: say.ends(other !== null), button: say.anyway, other }
}

function refuseHere({ assets, version }: Pages, request: Following, reply: FastifyReply, refusal: Refusal) {
  const language = languageOf(request.headers)
  const { code, status } = refusal
  const message = say(code, language, refusal)
  if (wantsJson(request)) return reply.send({ code, message, data: null, statusCode: status, requestId: request.id })
  const frame = { language, assets: assets.of('page'), version }
  const way = { to: 'account', address: '/u' } as const
  return reply
    .type('text/html')
    .send(renderFailure({ ...frame, cause: 'verify-link', way, code, requestId: request.id }))
}
