import type { InteractionResults, Provider } from 'oidc-provider'
import type { EntryInProgress, Needs } from '#domain/entry/in-progress/entry.ts'
import type { EntryProtocol } from '#domain/entry/in-progress/protocol.ts'
import type { SignedIn } from '#domain/entry/session/session.ts'
import type { Browser } from '../../sign-in-page.ts'
import { signInClaims } from './acr.ts'
import type { ScopeOf } from './browser-session.ts'
import { inScope, mountPath } from './scope.ts'
import { type StepUpDetails, stepUpReason } from './second-factor.ts'

const name = 'oidc'

/** What the engine calls an entry. */
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** How people enter by OpenID Connect; `provider` answers the engine of the moment. */
export function serveInteractions(provider: () => Provider, scopeOf: ScopeOf): EntryProtocol<Browser> {
  async function within<Result>({ request }: Browser, id: string, work: () => Promise<Result>): Promise<Result> {
    return inScope(await scopeOf(request, `/interaction/${id}`, false), work)
  }

  const finish = (browser: Browser, { id }: EntryInProgress, result: InteractionResults) =>
    within(browser, id, () => provider().interactionResult(browser.request.raw, browser.reply.raw, result))

  return {
    name,
    // As the engine makes them.
    claims: (id) => /^[\w-]{43}$/.test(id),
    find: (browser, id) => within(browser, id, () => findEntry(provider(), browser, id)),
    signedIn: (browser, entry, signedIn) => finish(browser, entry, { login: loginOf(signedIn) }),
    consented: (browser, entry) => finish(browser, entry, { consent: {} }),
    cancelled: (browser, entry) =>
      finish(browser, entry, { error: 'access_denied', error_description: 'the person did not go on' }),
  }
}

async function findEntry(engine: Provider, { request, reply }: Browser, id: string): Promise<EntryInProgress | null> {
  const found = await engine.interactionDetails(request.raw, reply.raw).catch((error: Error) => {
    if (error.name === 'SessionNotFound') return null
    throw error
  })
  if (!found || found.uid !== id || (found.prompt.name !== 'login' && found.prompt.name !== 'consent')) return null
  const { client_id: applicationId, ui_locales: languages, login_hint: loginHint, screen_hint: screen } = found.params
  return {
    id,
    protocol: name,
    applicationId: String(applicationId),
    needs: needsOf(found),
    userId: found.session?.accountId ?? null,
    languages: typeof languages === 'string' ? languages : null,
    loginHint: typeof loginHint === 'string' ? loginHint : null,
    registers: screen === 'signup',
  }
}

function needsOf({ prompt, params }: Interaction): Needs {
  const { missingOIDCScope = [], stepUpOf, asksForTwo = false } = prompt.details as Details
  if (prompt.name === 'consent') {
    const scopes = String(params.scope ?? '').split(' ')
    const answersTo = URL.parse(String(params.redirect_uri ?? ''))?.host ?? ''
    return { step: 'consent', scopes, missing: missingOIDCScope, answersTo, asOther: otherAccountAddress(params) }
  }
  // With another reason besides it the person signs in from the start.
  const lacksFactorAlone = prompt.reasons.every((reason) => reason === stepUpReason)
  return stepUpOf && lacksFactorAlone
    ? { step: 'second-factor', sessionId: stepUpOf, asked: asksForTwo }
    : { step: 'sign-in' }
}

type Details = StepUpDetails & { missingOIDCScope?: string[] }

/** The request as it came, but for who is meant by it. */
function otherAccountAddress(params: Interaction['params']): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params))
    if (typeof value === 'string' || typeof value === 'number') query.set(name, String(value))
  for (const name of ['login_hint', 'id_token_hint']) query.delete(name)
  query.set('prompt', 'login consent')
  return `${mountPath}/auth?${query}`
}

function loginOf({ user, session }: SignedIn) {
  const { authTime: ts, amr, acr } = signInClaims(session)
  return { accountId: user.id, ts, signIn: session.id, amr, acr }
}
