import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { askToSignIn } from './borrowed-session.ts'
import { isOnAnotherPort } from './clients.ts'
import { askForFactor } from './second-factor.ts'

/** The engine's own rules about when a person has to be asked, and ours. */
export function interactionRules(port: EnginePort) {
  const policy = interactionPolicy.base()
  policy.get('login')?.checks.add(holdToHint())
  policy.get('login')?.checks.add(askForFactor(port))
  policy.get('login')?.checks.add(askToSignIn(port))
  policy.get('consent')?.checks.add(askAboutPort())
  return policy
}

/**
 * Who signs in has to be whom `id_token_hint` names (OpenID Connect Core 1.0, sections 3.1.2.1 and 3.1.2.2). The engine
 * looks only when a request arrives, so not at who came back from the sign-in page. The hint was checked on arrival.
 */
function holdToHint() {
  return new interactionPolicy.Check(
    'hinted_person',
    'another person than the hinted one is signed in',
    'login_required',
    ({ oidc: { route, params, session } }: KoaContextWithOIDC) => {
      const hint = params?.id_token_hint
      if (route !== 'resume' || typeof hint !== 'string' || !session?.accountId) return false
      if (parseJwt(hint)?.claims.sub !== session.accountId)
        throw new errors.LoginRequired('another person than the hinted one has signed in')
      return false
    },
  )
}

/** Any program of the computer may listen on a port that nobody registered, so a person says yes to it (RFC 8252 section 8.6). */
function askAboutPort() {
  return new interactionPolicy.Check(
    'loopback_port',
    'the program that asks cannot be told from another',
    'interaction_required',
    ({ oidc: { client, params, result } }: KoaContextWithOIDC) =>
      client !== undefined && !result?.consent && isOnAnotherPort(client, String(params?.redirect_uri)),
  )
}
