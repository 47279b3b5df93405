import { Provider } from 'oidc-provider'
import type { GrantModel } from './engine-types.ts'
import { currentScope, type SignInClaims } from './scope.ts'

/** What the tokens of this moment are made of: by the engine's request, or by a sign-in besides it. */
interface Entities {
  Client?: object | undefined
  Grant?: GrantModel | undefined
  /** Remembers how the person signed in: the code, the refresh token or the sign-in itself. */
  source?: SignInClaims | undefined
  /** Offline access opens here, and not with the code that came before. */
  opens: boolean
}

export function entitiesNow(): Entities {
  const issuing = currentScope()?.issuing
  if (issuing) return { Client: issuing.Client, Grant: issuing.Grant, source: issuing.SignIn, opens: true }
  const { Client, Grant, AuthorizationCode: code, RefreshToken: refresh } = Provider.ctx?.oidc.entities ?? {}
  const source = (code ?? refresh) as SignInClaims | undefined
  return { Client, Grant: Grant as GrantModel | undefined, source, opens: false }
}
