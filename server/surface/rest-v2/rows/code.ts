import { refuse } from '@menshen/contract/errors'
import { registerWithCode } from '#domain/account/register/register-with-code.ts'
import { signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import { decodeExtras, decodeProven, sentByGuard } from '../decode-extras.ts'
import { decodeProfile } from '../decode-profile.ts'
import { encodeSignedIn } from '../encode-user.ts'
import type { Reader } from '../parts.ts'
import { type Row, row } from '../row.ts'

type By = 'email' | 'phone'

/** The login component writes `account` where the mobile clients name what it is. */
function decodeAddress(body: Reader, by: By) {
  return { [by]: body.optionalText('account', by) ?? refuse(2231), countryCode: body.optionalText('phoneCountryCode') }
}

function registration(path: string, by: By): Row {
  return row(
    `POST /api/v2/${path}`,
    registerWithCode,
    ({ body }) => ({
      ...decodeAddress(body, by),
      code: body.text('code'),
      password: body.optionalText('password'),
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

function signIn(path: string, by: By): Row {
  return row(
    `POST /api/v2/${path}`,
    signInWithCode,
    ({ body }) => ({
      ...decodeAddress(body, by),
      code: body.text('code'),
      autoRegister: body.flag('autoRegister'),
      profile: {},
      kind: 'token' as const,
      extras: decodeExtras(body),
    }),
    encodeSignedIn,
    { place: ({ body }) => ({ clientIp: body.optionalText('clientIp') }), ignored: sentByGuard },
  )
}

export const codeRows: Row[] = [
  registration('register/email-code', 'email'),
  registration('register/phone-code', 'phone'),
  registration('register-email-code', 'email'),
  registration('register-phone-code', 'phone'),
  signIn('login/email-code', 'email'),
  signIn('login/phone-code', 'phone'),
]
