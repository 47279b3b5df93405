import { Provider } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import type { Log } from '#platform/log.ts'
import type { Screens } from '../../sign-in-page.ts'
import { createAccessTokens } from './access-token.ts'
import { createAdapters, flush } from './adapter.ts'
import { serveClientCredentials } from './client-credentials.ts'
import { serveClients } from './clients.ts'
import { configure } from './configuration.ts'
import type { SessionModel } from './engine-types.ts'
import { finishAnswers } from './finish-answers.ts'
import { noteSignIn, replaceModels } from './replace-models.ts'
import { currentIssuer, currentScope } from './scope.ts'

export interface EngineParts {
  port: EnginePort
  log: Log
  screens: Screens
}

/** What outlives an engine: it is made anew when the signing keys change. */
export function createStores({ port }: Pick<EngineParts, 'port'>) {
  return { artifacts: port.artifacts, tokens: createAccessTokens(port) }
}

/** An OpenID Connect engine, taught to serve many host names and user pools, with the signing keys of this moment. */
export function createEngine(
  { port, log, screens }: EngineParts,
  { artifacts, tokens }: ReturnType<typeof createStores>,
): Provider {
  // The address is only the shape of one: the issuer of a request is that of its scope.
  const provider = new Provider('http://localhost/oidc', configure(port, createAdapters(port, tokens), screens))
  Object.defineProperty(provider, 'issuer', { get: currentIssuer })
  Object.defineProperties(provider.request, {
    protocol: { get: () => new URL(currentIssuer()).protocol.slice(0, -1) },
    host: { get: () => new URL(currentIssuer()).host },
  })
  provider.cookieName = cookieName
  serveClients(provider, port)
  replaceModels(provider, tokens)
  serveClientCredentials(provider, port)

  provider.on('interaction.ended', ({ oidc }) => {
    const { login } = (oidc.result ?? {}) as { login?: { signIn?: string } }
    if (oidc.session) noteSignIn(oidc.session as unknown as SessionModel, login?.signIn)
  })
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'the OpenID Connect engine failed'))
  const koa: NodeJS.EventEmitter = provider
  koa.on('error', (error: unknown) => log.error({ err: error }, 'an OpenID Connect request failed'))
  finishAnswers(provider, (pending) => flush(artifacts, pending))
  return provider
}

/**
 * Pools that share a host name do not share a browser session, so each has cookies of its own. Over TLS the session
 * cookie is bound to the exact host (RFC 6265bis, section 4.1.3.2).
 */
function cookieName(type: string): string {
  const { userPoolId = null, origin = '' } = currentScope() ?? {}
  const name = userPoolId ? `menshen_${type}_${userPoolId}` : `menshen_${type}`
  return type === 'session' && origin.startsWith('https:') ? `__Host-${name}` : name
}
