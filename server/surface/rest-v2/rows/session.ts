import { Refusal, refuse } from '@menshen/contract/errors'
import { signInWithPassword } from '#domain/account/sign-in/sign-in-with-password.ts'
import { checkLoginStatus, sayLoginStatus } from '#domain/entry/session/check-status.ts'
import { exchangePoolSecret } from '#domain/entry/session/management-token.ts'
import { readToken } from '#domain/entry/session/read-token.ts'
import { refreshSession } from '#domain/entry/session/refresh.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { decodeExtras, sentByGuard } from '../decode-extras.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { encodeSuccess } from '../envelope.ts'
import { requireAllAsked } from '../parts.ts'
import { type Call, plainRow, type Row, row } from '../row.ts'

/** The claims of a user's token that is believed here and now, as they stand in it; whatever is wrong with it is 400. */
async function validateToken({ domain, parts: { query } }: Call): Promise<Record<string, unknown>> {
  const name = query.has('id_token') ? 'id_token' : 'access_token'
  const token = query.text(name)
  const read = await readToken(domain.tools, token, domain.clock()).catch(passRefusal)
  const claims = read?.caller.kind === 'user' ? parseJwt(token)?.claims : null
  return claims ?? refuse(400, { variant: 'token', values: { name } })
}

function passRefusal(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

/** The Java client reads the token beside `data`, the others within. */
async function tellManagementToken({ domain, hints, language, request, parts: { query } }: Call) {
  const [poolId, secret] = [query.text('userPoolId'), query.text('secret')]
  const { token, ...times } = await exchangePoolSecret(domain, { poolId, secret }, hints)
  const told = { accessToken: token, ...times }
  return { ...encodeSuccess(told, language, request.id), ...told }
}

export const sessionRows: Row[] = [
  row(
    'POST /api/v2/login/account',
    signInWithPassword,
    ({ body }) => ({
      by: null,
      identifier: body.text('account'),
      password: body.text('password'),
      encrypted: true,
      kind: 'token' as const,
      captchaCode: body.optionalText('captchaCode'),
      autoRegister: body.flag('autoRegister'),
      extras: decodeExtras(body),
    }),
    encodeSignedIn,
    { place: ({ body }) => ({ clientIp: body.optionalText('clientIp') }), ignored: sentByGuard },
  ),

  row(
    'POST /api/v2/users/refresh-token',
    refreshSession,
    ({ body }) => ({ id: body.optionalText('id') }),
    encodeSignedIn,
  ),

  plainRow(
    'POST /api/v2/users/login/check-status',
    async ({ domain, hints, language, parts }) => {
      const token = parts.body.optionalText('token') ?? hints.token ?? null
      requireAllAsked(parts)
      const status = await checkLoginStatus(domain.tools, token, domain.clock())
      return { ...status, message: sayLoginStatus(status, language) }
    },
    { raw: true },
  ),

  plainRow('GET /api/v2/oidc/validate_token', validateToken, { raw: true }),

  plainRow('GET /api/v2/userpools/accessToken', tellManagementToken, { raw: true }),
]
