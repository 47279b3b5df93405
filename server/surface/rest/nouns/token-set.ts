import Type from 'typebox'
import type { SignedIn } from '#domain/entry/session/session.ts'
import { count, noun, word } from '../engine/results.ts'
import type { Call } from '../engine/row.ts'

export const TokenSet = noun('TokenSet', 'Tokens of OpenID Connect for somebody who has signed in.', {
  scope: word('What was granted, with spaces between.'),
  access_token: word(),
  id_token: word(),
  refresh_token: Type.Optional(word('With offline_access, where the application may refresh.')),
  token_type: Type.Literal('Bearer'),
  expire_in: count('Seconds for which the access token is good.'),
})

/** Makes the tokens of whoever has just signed in to the application of their session. */
export async function issueTokens(call: Call, signedIn: SignedIn, scope: string) {
  const { accessToken, idToken, refreshToken, expiresIn, ...tokens } = await call.tokens.issue(call, signedIn, scope)
  return {
    scope: tokens.scope,
    access_token: accessToken,
    id_token: idToken,
    ...(refreshToken && { refresh_token: refreshToken }),
    token_type: 'Bearer' as const,
    expire_in: expiresIn,
  }
}
