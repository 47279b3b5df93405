import type { FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import type { BrowserSessions } from '#domain/entry/in-progress/protocol.ts'
import type { Browser } from '../../sign-in-page.ts'
import type { SessionModel } from './engine-types.ts'
import { inScope, type PendingChanges, type RequestScope } from './scope.ts'

export type ScopeOf = (request: FastifyRequest, path: string, pending: boolean) => Promise<RequestScope>

/** The engine's session of a browser; one without an account when nobody is signed in. */
function sessionOf(engine: Provider, { request, reply }: Browser) {
  return engine.Session.get(engine.createContext(request.raw, reply.raw) as never)
}

/** Who is signed in in a browser, and signing them out, for pages besides the protocol. */
export function serveBrowserSession(
  provider: () => Provider,
  scopeOf: ScopeOf,
  write: (pending: PendingChanges) => Promise<void>,
): BrowserSessions<Browser> {
  const path = '/session/end'
  return {
    async signOut(browser, userPoolId) {
      const scope = { ...(await scopeOf(browser.request, path, true)), userPoolId }
      await inScope(scope, async () => {
        const session = await sessionOf(provider(), browser)
        if (!session.accountId) return
        await session.destroy()
        if (scope.pending) await write(scope.pending)
      })
    },
    async here(browser, userPoolId) {
      const scope = { ...(await scopeOf(browser.request, path, true)), userPoolId }
      return inScope(scope, async () => {
        const session = await sessionOf(provider(), browser)
        const sessionId = (session as unknown as SessionModel).signIns?.at(-1)
        return session.accountId && sessionId ? { userPoolId, userId: session.accountId, sessionId } : null
      })
    },
    userPoolHere: async ({ request }) => (await scopeOf(request, path, false)).userPoolId,
  }
}
