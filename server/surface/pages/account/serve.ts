import { refuse } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import { accountLandingPath } from '../../sign-in-page.ts'
import { originOf } from '../../wire/origin.ts'
import { openActionScope } from '../action-scope.ts'
import { csrfToken, requireOwnPage } from '../csrf.ts'
import { languageOf } from '../language-of.ts'
import type { Pages } from '../mount.ts'
import { pageHeaders } from '../page-headers.ts'
import { webOrigin } from '../situation-of.ts'
import type { AccountAction } from './action.ts'
import { consentActions } from './consent-actions.ts'
import { contactActions } from './contact-actions.ts'
import { dataActions } from './data-actions.ts'
import { showLanding, showNowhere, showSignedOut } from './outside.ts'
import { baseOf, findPlace, type Place, readSection, type Section } from './place.ts'
import { profileActions } from './profile-actions.ts'
import { securityActions } from './security-actions.ts'
import { sessionActions } from './session-actions.ts'
import { type Destination, signInAddress, takesPeople } from './sign-in.ts'
import { type Centre, renderCentre } from './view.ts'
import { findVisitor, isBorrowedHere, type Visitor } from './visitor.ts'

export type Visiting = FastifyRequest<{
  Params: { application: string; section?: string }
  Querystring: Record<string, unknown>
}>

const actions: Record<string, AccountAction> = {
  ...profileActions,
  ...contactActions,
  ...securityActions,
  ...sessionActions,
  ...consentActions,
  ...dataActions,
}

/** The user centre: `/u`, `/u/:application` and its sections, and what people do there. */
export async function serveAccount(app: FastifyInstance, pages: Pages): Promise<void> {
  await openActionScope(app, pages, (scope) => {
    const { maxBytes: bodyLimit } = pages.domain.tools.files
    scope.addContentTypeParser(/^image\/[a-z+.-]+$/, { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    )
    scope.get('/u', (request: Visiting, reply) => findCentre(pages, request, reply))
    scope.get(accountLandingPath, (request: Visiting, reply) => showLanding(pages, request, reply))
    for (const path of ['/u/:application', '/u/:application/:section'])
      scope.get(path, (request: Visiting, reply) => showPage(pages, request, reply))
    scope.get('/u/:application/signed-out', (request: Visiting, reply) => showSignedOut(pages, request, reply))
    scope.get('/u/:application/sign-in-again', (request: Visiting, reply) => signInAgain(pages, request, reply))
    for (const [name, action] of Object.entries(actions))
      scope.post(`/u/:application/actions/${name}`, (request: Visiting, reply) => act(pages, action, request, reply))
  })
}

/** By the host name, else the application that the home page invites to. */
async function findCentre(pages: Pages, request: Visiting, reply: FastifyReply) {
  const { directory } = pages.domain.tools
  const { identifier } = originOf(request, pages.addresses)
  const named = identifier ? await directory.applicationByIdentifier(identifier) : null
  const application = named ?? (await pages.firstApplication())
  if (!application) return showNowhere(pages, request, reply)
  return reply.header('cache-control', 'no-store').redirect(baseOf(application), 303)
}

async function showPage(pages: Pages, request: Visiting, reply: FastifyReply) {
  const place = await findPlace(pages, request.params.application)
  const section = readSection(request.params.section)
  if (!place || !section) return showNowhere(pages, request, reply)
  const visitor = await findVisitor(pages, request, reply, place)
  if (!visitor) {
    const again = await isBorrowedHere(pages, request, reply, place)
    return goSignIn(pages, request, reply, place, { section, again })
  }
  const centre = centreOf(pages, request, place, visitor, section)
  const html = renderCentre(pages.look.assets('account', centre.language), centre)
  return reply.headers(pageHeaders(visitor.hints.origin)).type('text/html').send(html)
}

function goSignIn(pages: Pages, request: Visiting, reply: FastifyReply, place: Place, to: Destination) {
  if (!takesPeople(place)) return showNowhere(pages, request, reply)
  const { origin } = originOf(request, pages.addresses)
  return reply.header('cache-control', 'no-store').redirect(signInAddress(place, origin, to), 303)
}

/** For what only a fresh sign-in may do, or with `factors=2` one in which two factors were shown. */
async function signInAgain(pages: Pages, request: Visiting, reply: FastifyReply) {
  const place = await findPlace(pages, request.params.application)
  const { section: name, factors } = request.query
  const section = readSection(typeof name === 'string' ? name : undefined)
  if (!place || !section) return showNowhere(pages, request, reply)
  return goSignIn(pages, request, reply, place, { section, again: true, twoFactors: factors === '2' })
}

async function act(pages: Pages, action: AccountAction, request: Visiting, reply: FastifyReply) {
  const { origin } = originOf(request, pages.addresses)
  const place = (await findPlace(pages, request.params.application)) ?? refuse(2011)
  const visitor = await findVisitor(pages, request, reply, place)
  if (!visitor) return reply.code(410).send({ code: 410, message: 'signed out', data: null })
  requireOwnPage(request, subjectOf(visitor), origin, pages.domain.tools.keys.cookieSecret)
  const told = await action({ pages, place, request, reply, ...visitor })
  const data = { done: true, ...told }
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}

/** A page that was opened in one session does nothing in another. */
const subjectOf = ({ sessionId }: Visitor) => `account ${sessionId}`

function centreOf(
  { domain }: Pages,
  request: Visiting,
  { application, pool, base }: Place,
  visitor: Visitor,
  section: Section,
): Centre {
  const { user } = visitor
  const { length, resendSeconds } = codeRules(pool.settings)
  const identifiers = [user.email, user.phone, user.username].filter((text) => text !== null)
  return {
    language: languageOf(request.headers),
    section,
    csrf: csrfToken(domain.tools.keys.cookieSecret, subjectOf(visitor)),
    base,
    actions: `${base}/actions`,
    application: { name: application.name, logo: application.logo, home: webOrigin(application.redirectUris[0]) },
    pool: { name: pool.name },
    person: {
      name: user.profile.nickname || user.profile.name || user.username || identifiers[0] || user.id,
      detail: identifiers[0] ?? '',
      photo: user.profile.photo ?? null,
    },
    code: { length, resendSeconds },
    password: { strength: pool.settings.passwordStrength, minLength: pool.settings.passwordMinLength },
    photoBytes: domain.tools.files.maxBytes,
  }
}
