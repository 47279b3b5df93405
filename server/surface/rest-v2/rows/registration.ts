import { refuse } from '@menshen/contract/errors'
import { proveAddress } from '#domain/account/register/prove-address.ts'
import { type Registration, registerUser } from '#domain/account/register/register.ts'
import { checkPasswordStrength, type StrengthCheck } from '#domain/proof/credential/check-strength.ts'
import { sayStrength } from '../../wire/say-strength.ts'
import { decodeExtras, decodeProven, sentByGuard } from '../decode-extras.ts'
import { decodeProfile } from '../decode-profile.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { type Call, plainRow, type Row, row } from '../row.ts'

/** `fields`: where the identifier stands; the login component writes `account`, the mobile clients its own name. */
function registration(path: string, method: Registration['method'], fields: [string, ...string[]]): Row {
  return row(
    `POST /api/v2/${path}`,
    registerUser,
    ({ body }) => ({
      method,
      identifier: body.optionalText(...fields) ?? refuse(2231),
      countryCode: body.optionalText('phoneCountryCode'),
      password: body.optionalText('password') ?? '',
      encrypted: true,
      profile: decodeProfile(body.object('profile')),
      forceLogin: body.flag('forceLogin'),
      generateToken: body.flag('generateToken'),
      kind: 'token' as const,
      ...decodeProven(body),
      extras: decodeExtras(body),
    }),
    encodeSignedIn,
    { place: ({ body }) => ({ clientIp: body.optionalText('clientIp') }), ignored: sentByGuard },
  )
}

/** The code of an address that stands further down the form: what comes back goes with the registration. */
function proof(path: string, by: 'email' | 'phone'): Row {
  return row(
    `POST /api/v2/${path}`,
    proveAddress,
    ({ body }) => ({
      [by]: body.text(by),
      countryCode: body.optionalText('phoneCountryCode'),
      code: body.text(`${by}Code`),
    }),
    ({ token }) => ({ valid: true, message: '', [`${by}Token`]: token }),
  )
}

function encodeStrength(check: StrengthCheck, { language }: Call) {
  return { valid: check.valid, message: sayStrength(check, language) }
}

function encodeKeys({ domain }: Call) {
  const { publicPem, sm2 } = domain.tools.keys.transport
  return { publicKey: publicPem, sm2: { publicKey: sm2.publicHex } }
}

export const registrationRows: Row[] = [
  plainRow('GET /api/v2/.well-known', encodeKeys, { saying: { 'zh-CN': '获取成功', 'en-US': 'OK' } }),
  registration('register/email', 'email', ['email']),
  registration('register/username', 'username', ['username']),
  registration('register-email', 'email', ['account', 'email']),
  registration('register-username', 'username', ['account', 'username']),
  registration('register-phone', 'phone', ['account', 'phone']),
  proof('sms/preCheckCode', 'phone'),
  proof('email/preCheckCode', 'email'),
  row(
    'POST /api/v2/password/check',
    checkPasswordStrength,
    ({ body }) => ({ password: body.has('password') ? (body.optionalText('password') ?? '') : refuse(2231) }),
    encodeStrength,
  ),
]
