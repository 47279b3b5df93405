import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { Interactions } from '../../sign-in-page.ts'
import type { SessionModel } from './engine-types.ts'
import { inScope, type PendingChanges, type RequestScope } from './scope.ts'

export type ScopeOf = (request: FastifyRequest, path: string, pending: boolean) => Promise<RequestScope>

/** The engine's session of the browser that a request comes from; one without an account when nobody is signed in. */
export function sessionOf(engine: Provider, request: FastifyRequest, reply: FastifyReply) {
  return engine.Session.get(engine.createContext(request.raw, reply.raw) as never)
}

/** Who is signed in in a browser, and signing them out, for pages beside the protocol. */
export function serveBrowserSession(
  provider: () => Provider,
  scopeOf: ScopeOf,
  write: (pending: PendingChanges) => Promise<void>,
): Pick<Interactions, 'signOut' | 'here' | 'userPoolHere'> {
  const path = '/session/end'
  return {
    async signOut(request, reply, userPoolId) {
      const scope = { ...(await scopeOf(request, path, true)), userPoolId }
      await inScope(scope, async () => {
        const session = await sessionOf(provider(), request, reply)
        if (!session.accountId) return
        await session.destroy()
        if (scope.pending) await write(scope.pending)
      })
    },
    async here(request, reply, userPoolId) {
      const scope = { ...(await scopeOf(request, path, true)), userPoolId }
      return inScope(scope, async () => {
        const session = await sessionOf(provider(), request, reply)
        const sessionId = (session as unknown as SessionModel).signIns?.at(-1)
        return session.accountId && sessionId ? { userId: session.accountId, sessionId } : null
      })
    },
    userPoolHere: async (request) => (await scopeOf(request, path, false)).userPoolId,
  }
}
