import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { SignedIn } from '../session/session.ts'

/** What an application is given for somebody who has signed in to it (RFC 6749 section 5.1). */
export interface TokenSet {
  /** What was granted of what was asked for, with spaces between. */
  scope: string
  accessToken: string
  idToken: string
  /** Null where it was not asked for, or the application may have none. */
  refreshToken: string | null
  /** Seconds for which the access token is good. */
  expiresIn: number
}

/** Makes tokens for whoever has just signed in. `Browser`: the request and its answer, which are handed on only. */
export interface TokenIssuer<Browser> {
  /** For the application in which the session is: 2011 where it is in none, 1001 where it is one of others. */
  issue(browser: Browser, signedIn: SignedIn, scope: string): Promise<TokenSet>
}

/** What is asked for where a request names nothing. */
export const defaultScope = 'openid profile'

/** RFC 6749 section 3.3. */
const scopeShape = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/

/** What a request asks to be told, as it is kept: 400 for what is no scope, or not of OpenID Connect. */
export function scopeOf(asked: string | undefined): string {
  if (asked === undefined) return defaultScope
  const scope = checkedText(asked.trim(), 'scope', 1000).replace(/ +/g, ' ')
  if (!scopeShape.test(scope) || !scope.split(' ').includes('openid'))
    refuse(400, { variant: 'like', values: { field: 'scope', example: defaultScope } })
  return scope
}

/** Seconds for which a session is open whose tokens hang on it: none of them is to end before its time because of it. */
export function lifetimeWith({ settings }: Application, pool: UserPool, scope: string): number {
  const refreshes = scope.split(' ').includes('offline_access') && settings.grantTypes.includes('refresh_token')
  return Math.max(
    settings.idTokenLifetime ?? pool.settings.tokenExpiresAfter,
    settings.accessTokenLifetime,
    refreshes ? settings.refreshTokenLifetime : 0,
  )
}

/** 1001 for an application of others, which is told of people what they agree to on the sign-in page, and nothing else. */
export function requireOfHouse({ settings }: Application): void {
  if (!settings.firstParty) refuse(1001, { variant: 'stranger' })
}
