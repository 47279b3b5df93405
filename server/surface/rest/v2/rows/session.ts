import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { signInWithPassword } from '#domain/account/sign-in/sign-in-with-password.ts'
import { checkLoginStatus, sayLoginStatus } from '#domain/entry/session/check-status.ts'
import { exchangePoolSecret } from '#domain/entry/session/management-token.ts'
import { refreshSession } from '#domain/entry/session/refresh.ts'
import { validateToken } from '#domain/entry/session/validate-token.ts'
import { flag, optionalText, required, text } from '../../engine/fields.ts'
import { anyObject, count, countOrNull, nullable, shape, word, yesOrNo } from '../../engine/results.ts'
import { plainRow, type RestRow, row } from '../../engine/row.ts'
import { clientIp, decodeExtras, extras, profileOfKnown, sentByGuard } from '../account-fields.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { envelope } from '../envelope.ts'
import { User } from '../nouns/person.ts'

const managementToken = { accessToken: word(), iat: count('Seconds since 1970.'), exp: count('Seconds since 1970.') }

export const sessionRows: RestRow[] = [
  row('POST /api/v2/login/account', signInWithPassword, {
    summary: 'Sign in with a password',
    body: {
      account: text('A username, an e-mail address or a phone number.'),
      password: text('The password, encrypted under the public key of /api/v2/.well-known.'),
      captchaCode: optionalText('What stands in the image, where one is asked for.'),
      autoRegister: flag('Make an account where there is none.'),
      ...extras,
      ...profileOfKnown,
      ...clientIp,
    },
    ignored: sentByGuard,
    place: (peek) => ({ clientIp: peek('body', 'clientIp') }),
    decode: ({ body }) => ({
      by: null,
      identifier: body.account,
      password: body.password,
      encrypted: true,
      kind: 'token' as const,
      captchaCode: body.captchaCode,
      autoRegister: body.autoRegister,
      extras: decodeExtras(body),
    }),
    result: nullable(User),
    encode: encodeSignedIn,
  }),

  row('POST /api/v2/users/refresh-token', refreshSession, {
    summary: 'Get a new token for the old one',
    body: { id: optionalText('The person, when an administrator asks.') },
    decode: ({ body }) => body,
    result: nullable(User),
    encode: encodeSignedIn,
  }),

  plainRow(
    'POST /api/v2/users/login/check-status',
    {
      summary: 'Ask whether a token is signed in',
      operation: 'session.check-status',
      admits: 'anyone',
      body: { token: optionalText('The token; the one of the request when left out.') },
      result: shape({
        code: count('200 signed in, 2206 not any more, 2207 no token of ours, 2020 none given.'),
        message: word(),
        status: yesOrNo('Signed in.'),
        exp: countOrNull('Seconds since 1970.'),
        iat: countOrNull('Seconds since 1970.'),
        data: nullable(shape({ id: word(), userPoolId: word(), arn: word() })),
      }),
      raw: true,
    },
    async ({ domain, hints, language }, read) => {
      const token = read().body.token ?? hints.token ?? null
      const status = await checkLoginStatus(domain, token)
      return { ...status, message: sayLoginStatus(status, language) }
    },
  ),

  plainRow(
    'GET /api/v2/oidc/validate_token',
    {
      summary: 'Read the claims of a token, if it is good',
      operation: 'session.validate-token',
      admits: 'anyone',
      query: {
        id_token: optionalText('An identity token.'),
        access_token: optionalText('An access token, without an identity token.'),
      },
      result: anyObject('The claims, as they stand in the token.'),
      raw: true,
    },
    async ({ domain }, read) => {
      const { id_token, access_token } = read().query
      const name = id_token === undefined ? 'access_token' : 'id_token'
      const claims = await validateToken(domain, id_token ?? required(access_token))
      return claims ?? refuse(400, { variant: 'token', values: { name } })
    },
  ),

  plainRow(
    'GET /api/v2/userpools/accessToken',
    {
      summary: 'Get a management token for the secret of a user pool',
      operation: 'session.exchange-pool-secret',
      admits: 'anyone',
      query: { userPoolId: text('The user pool.'), secret: text('Its secret.') },
      // The Java client reads the token beside `data`, the others within.
      result: Type.Object({
        code: Type.Literal(200),
        message: word(),
        data: shape(managementToken),
        ...managementToken,
      }),
      raw: true,
    },
    async ({ domain, hints, language, request }, read) => {
      const { userPoolId: poolId, secret } = read().query
      const { token, ...times } = await exchangePoolSecret(domain, { poolId, secret }, hints)
      const told = { accessToken: token, ...times }
      return { ...envelope.success(told, { language, requestId: request.id }), data: told, ...told }
    },
  ),
]
