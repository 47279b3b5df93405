import { refuse } from '@menshen/contract/errors'
import { checkPasswordStrength, type StrengthCheck } from '#domain/credential/check-strength.ts'
import { type Registration, registerUser } from '#domain/user/register.ts'
import { sayStrength } from '../../wire/say-strength.ts'
import { decodeExtras } from '../decode-extras.ts'
import { decodeProfile } from '../decode-profile.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { type Call, plainRow, type Row, row } from '../row.ts'

/** `fields`: where the identifier stands; the login component writes `account`, the mobile clients its own name. */
function registration(path: string, method: Registration['method'], fields: string[]): Row {
  return row(
    `POST /api/v2/${path}`,
    registerUser,
    ({ body }) => ({
      method,
      identifier: fields.map((field) => body.optionalText(field)).find((text) => text !== undefined) ?? refuse(2231),
      password: body.optionalText('password') ?? '',
      encrypted: true,
      profile: decodeProfile(body.object('profile')),
      forceLogin: body.flag('forceLogin'),
      generateToken: body.flag('generateToken'),
      kind: 'token' as const,
      extras: decodeExtras(body),
    }),
    encodeSignedIn,
    { place: ({ body }) => ({ clientIp: body.optionalText('clientIp') }) },
  )
}

function encodeStrength({ valid, reason }: StrengthCheck, { language }: Call) {
  return { valid, message: sayStrength(reason, language) }
}

export const registrationRows: Row[] = [
  plainRow('GET /api/v2/.well-known', ({ domain }) => ({ publicKey: domain.tools.keys.transport.publicPem }), {
    saying: { 'zh-CN': '获取成功', 'en-US': 'OK' },
  }),
  registration('register/email', 'email', ['email']),
  registration('register/username', 'username', ['username']),
  registration('register-email', 'email', ['account', 'email']),
  registration('register-username', 'username', ['account', 'username']),
  row(
    'POST /api/v2/password/check',
    checkPasswordStrength,
    ({ body }) => ({ password: body.has('password') ? (body.optionalText('password') ?? '') : refuse(2231) }),
    encodeStrength,
  ),
]
