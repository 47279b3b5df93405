import { registerWithCode } from '#domain/account/register/register-with-code.ts'
import { signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import { flag, optionalText, text } from '../../engine/fields.ts'
import { nullable } from '../../engine/results.ts'
import { type RestRow, row } from '../../engine/row.ts'
import {
  clientIp,
  countryCode,
  decodeExtras,
  decodeProfile,
  extras,
  profile,
  profileOfKnown,
  proofs,
  sentByGuard,
} from '../account-fields.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { User } from '../nouns/person.ts'

type By = 'email' | 'phone'

const addressOf: Record<By, string> = { email: 'e-mail address', phone: 'phone number' }

/** The login component writes `account` where the mobile clients name what it is. */
const address = (by: By) => ({ account: text(`The ${addressOf[by]}.`, { also: [by] }), ...countryCode })

const code = { code: text('The code that was sent there.') }

function registration(path: string, by: By): RestRow {
  return row(`POST /api/v2/${path}`, registerWithCode, {
    summary: `Register by ${addressOf[by]} and code`,
    body: {
      ...address(by),
      ...code,
      password: optionalText('A password for later, encrypted under the public key.'),
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
      [by]: body.account,
      countryCode: body.phoneCountryCode,
      code: body.code,
      password: body.password,
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

function signIn(path: string, by: By): RestRow {
  return row(`POST /api/v2/${path}`, signInWithCode, {
    summary: `Sign in by ${addressOf[by]} and code`,
    body: {
      ...address(by),
      ...code,
      autoRegister: flag('Make an account where there is none.'),
      ...extras,
      ...profileOfKnown,
      ...clientIp,
    },
    ignored: sentByGuard,
    place: (peek) => ({ clientIp: peek('body', 'clientIp') }),
    decode: ({ body }) => ({
      [by]: body.account,
      countryCode: body.phoneCountryCode,
      code: body.code,
      autoRegister: body.autoRegister,
      profile: {},
      kind: 'token' as const,
      extras: decodeExtras(body),
    }),
    result: nullable(User),
    encode: encodeSignedIn,
  })
}

export const codeRows: RestRow[] = [
  registration('register/email-code', 'email'),
  registration('register/phone-code', 'phone'),
  registration('register-email-code', 'email'),
  registration('register-phone-code', 'phone'),
  signIn('login/email-code', 'email'),
  signIn('login/phone-code', 'phone'),
]
