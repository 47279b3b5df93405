import { refuse } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InteractionResults, Provider } from 'oidc-provider'
import { giveConsent } from '#domain/entry/consent/give.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Client } from '#domain/shape/situation.ts'
import { lookUpApplication } from '#domain/tenancy/application/look-up.ts'
import { amrOf } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Interaction, Interactions, SignIn } from '../../sign-in-page.ts'
import { acrOf } from './acr.ts'
import { type ScopeOf, serveBrowserSession, sessionOf } from './browser-session.ts'
import { inScope, type PendingChanges } from './scope.ts'
import { type StepUpDetails, stepUpReason } from './second-factor.ts'

/** `write` sends off what a request collected; `provider` answers the engine of the moment. */
export function serveInteractions(
  provider: () => Provider,
  domain: Domain,
  scopeOf: ScopeOf,
  write: (pending: PendingChanges) => Promise<void>,
): Interactions {
  async function within<Result>(
    request: FastifyRequest,
    uid: string,
    work: (client: Client) => Promise<Result>,
  ): Promise<Result> {
    const scope = await scopeOf(request, `/interaction/${uid}`, false)
    return inScope(scope, () => work(scope.client))
  }

  const finish = (request: FastifyRequest, reply: FastifyReply, result: InteractionResults) =>
    provider().interactionResult(request.raw, reply.raw, result)

  return {
    ...serveBrowserSession(provider, scopeOf, write),
    find: (request, reply, uid) => within(request, uid, () => detailsOf(provider(), request, reply, uid)),
    signedIn: (request, reply, uid, signedIn) =>
      within(request, uid, () => finish(request, reply, { login: loginOf(signedIn) })),
    consented: (request, reply, { uid, clientId, accountId, missingScopes }) =>
      within(request, uid, async (client) => {
        const application = await lookUpApplication(domain, clientId)
        if (!accountId || !application) throw new Error('nobody is signed in who could consent')
        // Somebody else may have signed in meanwhile, or nobody be there any more.
        if ((await sessionOf(provider(), request, reply)).accountId !== accountId) refuse(2206)
        const agreed = { userPoolId: application.userPoolId, userId: accountId, applicationId: application.id }
        // An application of ours asks nobody: what was shown was who asks.
        if (!application.settings.firstParty) await giveConsent(domain, agreed, missingScopes, client)
        return finish(request, reply, { consent: {} })
      }),
    cancelled: (request, reply, uid) =>
      within(request, uid, () =>
        finish(request, reply, { error: 'access_denied', error_description: 'the person did not go on' }),
      ),
  }
}

async function detailsOf(
  engine: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
  uid: string,
): Promise<Interaction | null> {
  const found = await engine.interactionDetails(request.raw, reply.raw).catch((error: Error) => {
    if (error.name === 'SessionNotFound') return null
    throw error
  })
  if (!found || found.uid !== uid || (found.prompt.name !== 'login' && found.prompt.name !== 'consent')) return null
  const {
    missingOIDCScope,
    stepUpOf,
    asksForTwo = false,
  } = found.prompt.details as StepUpDetails & { missingOIDCScope?: string[] }
  return {
    uid,
    prompt: found.prompt.name,
    clientId: String(found.params.client_id),
    params: found.params,
    accountId: found.session?.accountId ?? null,
    missingScopes: missingOIDCScope ?? [],
    // With another reason beside it the person signs in from the start.
    stepUpOf: found.prompt.reasons.every((reason) => reason === stepUpReason) ? (stepUpOf ?? null) : null,
    asksForTwo,
  }
}

function loginOf({ userId, sessionId, at, methods }: SignIn) {
  const amr = amrOf(methods ?? [])
  return { accountId: userId, ts: Math.floor(at.getTime() / 1000), signIn: sessionId, amr, acr: acrOf(amr) }
}
