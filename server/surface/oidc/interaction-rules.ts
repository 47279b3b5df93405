import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Clock } from '#platform/clock.ts'
import { askToSignIn } from './borrowed-session.ts'
import { isOnAnotherPort } from './clients.ts'
import { askForFactor, type FactorGround } from './second-factor.ts'

/** The engine's own rules about when a person has to be asked, and ours. */
export function interactionRules(ground: FactorGround, clock: Clock) {
  const policy = interactionPolicy.base()
  policy.get('login')?.checks.add(askForFactor(ground, clock))
  policy.get('login')?.checks.add(askToSignIn(ground))
  policy.get('consent')?.checks.add(askAboutPort())
  return policy
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
