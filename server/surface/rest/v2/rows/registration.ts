import { proveAddress } from '#domain/account/register/prove-address.ts'
import { type Registration, registerUser } from '#domain/account/register/register.ts'
import { checkPasswordStrength, type StrengthCheck } from '#domain/proof/credential/check-strength.ts'
import { tellTransportKeys } from '#domain/tenancy/key/tell-transport-keys.ts'
import { sayStrength } from '../../../view/say-strength.ts'
import { anyText, flag, optionalText, text } from '../../engine/fields.ts'
import { nullable, shape, word, yesOrNo } from '../../engine/results.ts'
import { type Call, plainRow, type RestRow, row } from '../../engine/row.ts'
import {
  clientIp,
  countryCode,
  decodeExtras,
  decodeProfile,
  extras,
  profile,
  proofs,
  sentByGuard,
} from '../account-fields.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { User } from '../nouns/person.ts'

const encrypted = 'encrypted under the public key of /api/v2/.well-known'

/** `fields`: where the identifier stands; the login component writes `account`, the mobile clients its own name. */
function registration(path: string, method: Registration['method'], [field, ...also]: [string, ...string[]]): RestRow {
  return row(`POST /api/v2/${path}`, registerUser, {
    summary: `Register by ${method} and password`,
    body: {
      [field]: text(`The ${method} of the account.`, { also }),
      ...countryCode,
      password: optionalText(`The password, ${encrypted}.`),
      ...profile,
      forceLogin: flag('Sign in at once.'),
      generateToken: flag('Answer a token.'),
      ...proofs,
      ...extras,
      ...clientIp,
    },
    ignored: sentByGuard,
    place: (peek) => ({ clientIp: peek('body', 'clientIp') }),
    decode: ({ body }) => ({
      method,
      identifier: (body as Record<string, unknown>)[field] as string,
      countryCode: body.phoneCountryCode,
      password: body.password ?? '',
      encrypted: true,
      profile: decodeProfile(body.profile),
      forceLogin: body.forceLogin,
      generateToken: body.generateToken,
      kind: 'token' as const,
      emailToken: body.emailToken,
      phoneToken: body.phoneToken,
      extras: decodeExtras(body),
    }),
    result: nullable(User),
    encode: encodeSignedIn,
  })
}

/** The code of an address that stands further down the form: what comes back goes with the registration. */
const phoneProof = row('POST /api/v2/sms/preCheckCode', proveAddress, {
  summary: 'Prove a phone number with the code that was sent to it',
  body: { phone: text('The phone number.'), ...countryCode, phoneCode: text('The code.') },
  decode: ({ body }) => ({ phone: body.phone, countryCode: body.phoneCountryCode, code: body.phoneCode }),
  result: shape({ valid: yesOrNo(), message: word(), phoneToken: word() }),
  encode: ({ token }) => ({ valid: true, message: '', phoneToken: token }),
})

const emailProof = row('POST /api/v2/email/preCheckCode', proveAddress, {
  summary: 'Prove an e-mail address with the code that was sent to it',
  body: { email: text('The e-mail address.'), ...countryCode, emailCode: text('The code.') },
  decode: ({ body }) => ({ email: body.email, countryCode: body.phoneCountryCode, code: body.emailCode }),
  result: shape({ valid: yesOrNo(), message: word(), emailToken: word() }),
  encode: ({ token }) => ({ valid: true, message: '', emailToken: token }),
})

function encodeStrength(check: StrengthCheck, { language }: Call) {
  return { valid: check.valid, message: sayStrength(check, language) }
}

function encodeKeys({ domain }: Call) {
  const { rsa, sm2 } = tellTransportKeys(domain)
  return { publicKey: rsa, sm2: { publicKey: sm2 } }
}

export const registrationRows: RestRow[] = [
  plainRow(
    'GET /api/v2/.well-known',
    {
      summary: 'Read the public keys under which passwords travel',
      operation: 'key.read-transport-keys',
      admits: 'anyone',
      result: shape({ publicKey: word('RSA, as PEM.'), sm2: shape({ publicKey: word('SM2, in hexadecimal.') }) }),
      saying: { 'zh-CN': '获取成功', 'en-US': 'OK' },
    },
    encodeKeys,
  ),
  registration('register/email', 'email', ['email']),
  registration('register/username', 'username', ['username']),
  registration('register-email', 'email', ['account', 'email']),
  registration('register-username', 'username', ['account', 'username']),
  registration('register-phone', 'phone', ['account', 'phone']),
  phoneProof,
  emailProof,
  row('POST /api/v2/password/check', checkPasswordStrength, {
    summary: 'Ask whether a password is good enough',
    body: { password: anyText('The password, as it is.') },
    decode: ({ body }) => body,
    result: shape({ valid: yesOrNo(), message: word() }),
    encode: encodeStrength,
  }),
]
