import { refuse } from '@menshen/contract/errors'
import type { Centre, Section } from '@menshen/contract/pages/centre'
import { type CentreAction, centreActions } from '@menshen/contract/pages/centre-actions'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { codeRules } from '#domain/proof/verification-code/code-rules.ts'
import { resolve } from '../../request/resolved.ts'
import { accountLandingPath } from '../../sign-in-page.ts'
import { openActionScope } from '../frame/action-scope.ts'
import { requireOwnPage } from '../frame/csrf.ts'
import { findApplication } from '../frame/find-place.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import { readSent } from '../frame/read-sent.ts'
import { webOrigin } from '../frame/web-origin.ts'
import type { Pages } from '../pages.ts'
import type { Handlers } from './action.ts'
import { consentActions } from './consent-actions.ts'
import { contactActions } from './contact-actions.ts'
import { type CurrentUser, findCurrentUser, findVisitor } from './current-user.ts'
import { dataActions } from './data-actions.ts'
import { showLanding, showNowhere, showSignedOut } from './landing-pages.ts'
import { baseOf, findPlace, type Place, readSection, type Visiting } from './place.ts'
import { profileActions } from './profile-actions.ts'
import { securityActions } from './security-actions.ts'
import { sessionActions } from './session-actions.ts'
import { type Destination, signInAddress, takesPeople } from './sign-in.ts'
import { renderCentre } from './view.ts'

const handlers: Handlers = {
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
    const { photoBytes: bodyLimit } = pages
    scope.addContentTypeParser(/^image\/[a-z+.-]+$/, { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    )
    scope.get('/u', (request: Visiting, reply) => findCentre(pages, request, reply))
    scope.get(accountLandingPath, (request: Visiting, reply) => showLanding(pages, request, reply))
    for (const path of ['/u/:application', '/u/:application/:section'])
      scope.get(path, (request: Visiting, reply) => showPage(pages, request, reply))
    scope.get('/u/:application/signed-out', (request: Visiting, reply) => showSignedOut(pages, request, reply))
    scope.get('/u/:application/sign-in-again', (request: Visiting, reply) => signInAgain(pages, request, reply))
    for (const name of Object.keys(centreActions) as CentreAction[])
      scope.post(`/u/:application/actions/${name}`, (request: Visiting, reply) => act(pages, name, request, reply))
  })
}

/** By the host name, else the application that the home page invites to. */
async function findCentre(pages: Pages, request: Visiting, reply: FastifyReply) {
  const { identifier } = resolve(request, pages.addresses)
  const named = identifier ? await findApplication(pages, request, identifier) : null
  const application = named?.application ?? (await pages.firstApplication())
  if (!application) return showNowhere(pages, request, reply)
  return reply.header('cache-control', 'no-store').redirect(baseOf(application), 303)
}

async function showPage(pages: Pages, request: Visiting, reply: FastifyReply) {
  const place = await findPlace(pages, request, request.params.application)
  const section = readSection(request.params.section)
  if (!place || !section) return showNowhere(pages, request, reply)
  const visitor = await findVisitor(pages, request, reply, place)
  if (!visitor || visitor === 'borrowed')
    return goSignIn(pages, request, reply, place, { section, again: visitor === 'borrowed' })
  const centre = centreOf(pages, request, place, visitor, section)
  const html = renderCentre(pages.assets.of('account', centre.language), centre)
  return reply.headers(pageHeaders(visitor.hints.origin)).type('text/html').send(html)
}

function goSignIn(pages: Pages, request: Visiting, reply: FastifyReply, place: Place, to: Destination) {
  if (!takesPeople(place)) return showNowhere(pages, request, reply)
  const { origin } = resolve(request, pages.addresses)
  return reply.header('cache-control', 'no-store').redirect(signInAddress(place, origin, to), 303)
}

/** For what only a fresh sign-in may do, or with `factors=2` one in which two factors were shown. */
async function signInAgain(pages: Pages, request: Visiting, reply: FastifyReply) {
  const place = await findPlace(pages, request, request.params.application)
  const { section: name, factors } = request.query
  const section = readSection(typeof name === 'string' ? name : undefined)
  if (!place || !section) return showNowhere(pages, request, reply)
  return goSignIn(pages, request, reply, place, { section, again: true, twoFactors: factors === '2' })
}

async function act<Name extends CentreAction>(pages: Pages, name: Name, request: Visiting, reply: FastifyReply) {
  const place = (await findPlace(pages, request, request.params.application)) ?? refuse(2011)
  const current = await findCurrentUser(pages, request, reply, place)
  if (!current) return reply.code(410).send({ code: 410, message: 'signed out', data: null })
  requireOwnPage(pages, request, subjectOf(current))
  const sent = readSent(centreActions[name], request.body)
  const told = await handlers[name]({ pages, place, request, reply, ...current }, sent)
  const data = { done: true, ...told }
  return reply.header('cache-control', 'no-store').send({ code: 200, message: '', data })
}

/** A page that was opened in one session does nothing in another. */
const subjectOf = ({ sessionId }: CurrentUser) => `account ${sessionId}`

function centreOf(
  { secrets, photoBytes }: Pages,
  request: Visiting,
  { application, pool, base }: Place,
  current: CurrentUser,
  section: Section,
): Centre {
  const { user } = current
  const { length, resendSeconds } = codeRules(pool.settings)
  const identifiers = [user.email, user.phone, user.username].filter((text) => text !== null)
  return {
    language: languageOf(request.headers),
    section,
    csrf: secrets.proofOf(subjectOf(current)),
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
    photoBytes,
  }
}
