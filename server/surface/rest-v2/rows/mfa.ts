import { unbindContact } from '#domain/account/contact/unbind-contact.ts'
import { associateTotp } from '#domain/entry/factor/associate-totp.ts'
import type { StoredTotp } from '#domain/entry/factor/authenticator.ts'
import { checkBindable } from '#domain/entry/factor/check-bindable.ts'
import { confirmTotp } from '#domain/entry/factor/confirm-totp.ts'
import { listAuthenticators } from '#domain/entry/factor/list-authenticators.ts'
import { removeTotp } from '#domain/entry/factor/remove-totp.ts'
import { associateFace, verifyFace } from '#domain/entry/mfa/face.ts'
import type { Passed } from '#domain/entry/mfa/pass-factor.ts'
import { useRecoveryCode } from '#domain/entry/mfa/use-recovery-code.ts'
import { type CodeFactor, verifyCodeFactor } from '#domain/entry/mfa/verify-code.ts'
import { verifyTotp } from '#domain/entry/mfa/verify-totp.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { offerTrust } from '../../wire/entry-cookies.ts'
import { restDate } from '../../wire/user.ts'
import { encodeSelf, encodeSignedIn } from '../encode-user.ts'
import type { Parts, Reader } from '../parts.ts'
import { type Call, done, type Row, row } from '../row.ts'

/** The one type of authenticator that these paths know; Flutter writes the name in its own way. */
function requireTotp(body: Reader): void {
  const type = body.optionalText('authenticator_type', 'authenticatorType') ?? 'totp'
  choiceOf(type, 'authenticator_type', ['totp'])
}

const trustOf = (body: Reader) => ({ trust: body.flag('trustDevice') })

export async function encodePassed(passed: Passed, call: Call) {
  const user = await encodeSignedIn(passed, call)
  offerTrust(call.reply, passed.trust)
  return user
}

/** Neither secret is told again: whoever has borrowed a token must not leave with the factor. */
export function encodeTotp(totp: StoredTotp) {
  return {
    id: totp.id,
    createdAt: restDate(totp.createdAt),
    updatedAt: restDate(totp.updatedAt),
    userId: totp.userId,
    enable: totp.enabled,
    secret: null,
    authenticatorType: 'totp',
    recoveryCode: null,
    source: totp.source,
  }
}

/** The Java client sends the token in the header and among the rest, and says with the code what kind it is for. */
const ofJava = { ignored: ['mfaToken', 'source'] }

function verifyRows(prefix: `/${string}`): Row[] {
  return [
    row(
      `POST ${prefix}/totp/verify`,
      verifyTotp,
      ({ body }) => {
        requireTotp(body)
        return { totp: body.text('totp'), ...trustOf(body) }
      },
      encodePassed,
      ofJava,
    ),
    row(
      `POST ${prefix}/totp/recovery`,
      useRecoveryCode,
      ({ body }) => {
        requireTotp(body)
        return { recoveryCode: body.text('recoveryCode'), ...trustOf(body) }
      },
      async (recovered, call) => ({ ...(await encodePassed(recovered, call)), recoveryCode: recovered.recoveryCode }),
      ofJava,
    ),
    row(
      `POST ${prefix}/face/verify`,
      verifyFace,
      ({ body }) => ({ photo: body.text('photo'), ...trustOf(body) }),
      encodePassed,
      ofJava,
    ),
  ]
}

const codeRow = (kind: CodeFactor, field: 'phone' | 'email') =>
  row(
    `POST /api/v2/applications/mfa/${kind}/verify`,
    verifyCodeFactor,
    ({ body }: Parts) => ({
      kind,
      [field]: body.text(field),
      countryCode: body.optionalText('phoneCountryCode'),
      code: body.text('code'),
      ...trustOf(body),
    }),
    encodePassed,
    ofJava,
  )

export const mfaRows: Row[] = [
  row(
    'GET /api/v2/mfa/authenticator',
    listAuthenticators,
    ({ query }) => ({ type: query.optionalText('type') }),
    (list) => list.map(encodeTotp),
  ),
  row(
    'POST /api/v2/mfa/totp/associate',
    associateTotp,
    ({ body }) => {
      requireTotp(body)
      return { source: body.optionalText('source') }
    },
    ({ secret, uri, picture, recoveryCode }) => ({
      authenticator_type: 'totp',
      secret,
      qrcode_uri: uri,
      qrcode_data_url: picture,
      recovery_code: recoveryCode,
    }),
    ofJava,
  ),
  row(
    'POST /api/v2/mfa/totp/associate/confirm',
    confirmTotp,
    ({ body }) => {
      requireTotp(body)
      return { totp: body.text('totp') }
    },
    done,
    { ...ofJava, saying: { 'zh-CN': 'TOTP MFA 绑定成功', 'en-US': 'The authenticator app has been set up' } },
  ),
  row('DELETE /api/v2/mfa/totp/associate', removeTotp, () => ({}), done, {
    saying: { 'zh-CN': 'TOTP MFA 解绑成功', 'en-US': 'The authenticator app has been removed' },
  }),
  ...verifyRows('/api/v2/mfa'),
  ...verifyRows('/api/v2/applications/mfa'),
  codeRow('sms', 'phone'),
  codeRow('email', 'email'),
  row(
    'POST /api/v2/applications/mfa/check',
    checkBindable,
    ({ body }) => ({
      email: body.optionalText('email'),
      phone: body.optionalText('phone'),
      countryCode: body.optionalText('phoneCountryCode'),
    }),
    (free) => free,
    ofJava,
  ),
  row('POST /api/v2/mfa/phone/unbind', unbindContact, () => ({ kind: 'phone' as const }), encodeSelf),
  row('POST /api/v2/mfa/email/unbind', unbindContact, () => ({ kind: 'email' as const }), encodeSelf),
  row(
    'POST /api/v2/mfa/face/associate',
    associateFace,
    ({ body }) => ({ photoA: body.text('photoA'), photoB: body.text('photoB'), isExternal: body.flag('isExternal') }),
    encodeSelf,
    ofJava,
  ),
]
