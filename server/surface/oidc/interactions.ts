import { refuse } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InteractionResults, Provider } from 'oidc-provider'
import { giveConsent } from '#domain/entry/consent/give.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { Client } from '#domain/shape/situation.ts'
import { amrOf } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Interaction, Interactions } from '../sign-in-page.ts'
import { acrOf } from './acr.ts'
import type { SessionModel } from './engine-types.ts'
import { inScope, type PendingChanges, type RequestScope } from './scope.ts'
import { type StepUpDetails, stepUpReason } from './second-factor.ts'

type ScopeOf = (request: FastifyRequest, path: string, pending: boolean) => Promise<RequestScope>

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

  async function details(request: FastifyRequest, reply: FastifyReply, uid: string): Promise<Interaction | null> {
    const found = await provider()
      .interactionDetails(request.raw, reply.raw)
      .catch((error: Error) => {
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

  const finish = (request: FastifyRequest, reply: FastifyReply, result: InteractionResults) =>
    provider().interactionResult(request.raw, reply.raw, result)

  async function sessionOf(request: FastifyRequest, reply: FastifyReply) {
    const engine = provider()
    return engine.Session.get(engine.createContext(request.raw, reply.raw) as never)
  }

  return {
    find: (request, reply, uid) => within(request, uid, () => details(request, reply, uid)),
    signedIn: (request, reply, uid, { userId, sessionId, at, methods }) =>
      within(request, uid, () => {
        const amr = amrOf(methods ?? [])
        const login = {
          accountId: userId,
          ts: Math.floor(at.getTime() / 1000),
          signIn: sessionId,
          amr,
          acr: acrOf(amr),
        }
        return finish(request, reply, { login })
      }),
    consented: (request, reply, { uid, clientId, accountId, missingScopes }) =>
      within(request, uid, async (client) => {
        const application = await domain.tools.directory.application(clientId)
        if (!accountId || !application) throw new Error('nobody is signed in who could consent')
        // Somebody else may have signed in meanwhile, or nobody be there any more.
        if ((await sessionOf(request, reply)).accountId !== accountId) refuse(2206)
        const agreed = { userPoolId: application.userPoolId, userId: accountId, applicationId: application.id }
        // An application of ours asks nobody: what was shown was who asks.
        if (!application.settings.firstParty) await giveConsent(domain, agreed, missingScopes, client)
        return finish(request, reply, { consent: {} })
      }),
    async signOut(request, reply, userPoolId) {
      const scope = { ...(await scopeOf(request, '/session/end', true)), userPoolId }
      await inScope(scope, async () => {
        const session = await sessionOf(request, reply)
        if (!session.accountId) return
        await session.destroy()
        if (scope.pending) await write(scope.pending)
      })
    },
    async here(request, reply, userPoolId) {
      const scope = { ...(await scopeOf(request, '/session/end', true)), userPoolId }
      return inScope(scope, async () => {
        const session = await sessionOf(request, reply)
        const sessionId = (session as unknown as SessionModel).signIns?.at(-1)
        return session.accountId && sessionId ? { userId: session.accountId, sessionId } : null
      })
    },
    userPoolHere: async (request) => (await scopeOf(request, '/session/end', false)).userPoolId,
    cancelled: (request, reply, uid) =>
      within(request, uid, () =>
        finish(request, reply, { error: 'access_denied', error_description: 'the person did not go on' }),
      ),
  }
}
