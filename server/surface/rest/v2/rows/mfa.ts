import Type from 'typebox'
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
import { verifyCodeFactor } from '#domain/entry/mfa/verify-code.ts'
import { verifyTotp } from '#domain/entry/mfa/verify-totp.ts'
import { offerTrust } from '../../../request/entry-cookies.ts'
import { restDate } from '../../../view/user.ts'
import { flag, optionalChoice, optionalText, required, text } from '../../engine/fields.ts'
import { doneResult, nullable, shape, word, yesOrNo } from '../../engine/results.ts'
import { type Call, done, type RestRow, row } from '../../engine/row.ts'
import { issueTokens, TokenSet } from '../../nouns/token-set.ts'
import { countryCode } from '../account-fields.ts'
import { encodeSelf, encodeSignedIn } from '../encode-user.ts'
import { User } from '../nouns/person.ts'
import { Totp } from '../nouns/session.ts'

/** The one type of authenticator that these paths know; Flutter writes the name in its own way. */
const ofTotp = {
  authenticator_type: optionalChoice(['totp'], 'What kind of authenticator.', { also: ['authenticatorType'] }),
}

const trust = { trustDevice: flag('Do not ask again on this device for a while.') }

/** Whoever began where tokens are answered gets them here. */
export const PassedUser = shape({ ...User.properties, tokenSet: Type.Optional(TokenSet) })

export async function encodePassed(passed: Passed, call: Call) {
  const user = await encodeSignedIn(passed, call)
  offerTrust(call.reply, passed.trust)
  return user && { ...user, ...(await tokensOf(passed, call)) }
}

async function tokensOf(passed: Passed, call: Call) {
  return passed.tokenScope === null ? {} : { tokenSet: await issueTokens(call, passed, passed.tokenScope) }
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
    authenticatorType: 'totp' as const,
    recoveryCode: null,
    source: totp.source,
  }
}

/** The Java client sends the token in the header and among the rest, and says with the code what kind it is for. */
const ignored = ['mfaToken', 'source']

const RecoveredUser = shape({ ...PassedUser.properties, recoveryCode: word('The next one, told this once.') })

function verifyRows(prefix: '/api/v2/mfa' | '/api/v2/applications/mfa'): RestRow[] {
  return [
    row(`POST ${prefix}/totp/verify`, verifyTotp, {
      summary: 'Finish signing in with a code of the authenticator app',
      body: { ...ofTotp, totp: text('The code.'), ...trust },
      ignored,
      decode: ({ body }) => ({ totp: body.totp, trust: body.trustDevice }),
      result: nullable(PassedUser),
      encode: encodePassed,
    }),
    row(`POST ${prefix}/totp/recovery`, useRecoveryCode, {
      summary: 'Finish signing in with the recovery code',
      body: { ...ofTotp, recoveryCode: text('The recovery code.'), ...trust },
      ignored,
      decode: ({ body }) => ({ recoveryCode: body.recoveryCode, trust: body.trustDevice }),
      result: RecoveredUser,
      encode: async (recovered, call) => ({
        ...required((await encodePassed(recovered, call)) ?? undefined),
        recoveryCode: recovered.recoveryCode,
      }),
    }),
    row(`POST ${prefix}/face/verify`, verifyFace, {
      summary: 'Finish signing in with a picture of the face',
      body: { photo: text('The address of the picture.'), ...trust },
      ignored,
      decode: ({ body }) => ({ photo: body.photo, trust: body.trustDevice }),
      result: nullable(PassedUser),
      encode: encodePassed,
    }),
  ]
}

const code = text('The code that was sent there.')

export const mfaRows: RestRow[] = [
  row('GET /api/v2/mfa/authenticator', listAuthenticators, {
    summary: 'List your authenticator apps',
    query: { type: optionalText('totp; no other kind is kept here.') },
    decode: ({ query }) => query,
    result: Type.Array(Totp),
    encode: (list) => list.map(encodeTotp),
  }),
  row('POST /api/v2/mfa/totp/associate', associateTotp, {
    summary: 'Begin to set up an authenticator app',
    body: { ...ofTotp, source: optionalText('SELF or APPLICATION: where it is set up.') },
    ignored,
    decode: ({ body }) => ({ source: body.source }),
    result: shape({
      authenticator_type: word(),
      secret: word(),
      qrcode_uri: word(),
      qrcode_data_url: word(),
      recovery_code: word(),
    }),
    encode: ({ secret, uri, picture, recoveryCode }) => ({
      authenticator_type: 'totp',
      secret,
      qrcode_uri: uri,
      qrcode_data_url: picture,
      recovery_code: recoveryCode,
    }),
  }),
  row('POST /api/v2/mfa/totp/associate/confirm', confirmTotp, {
    summary: 'Finish setting up an authenticator app with its first code',
    body: { ...ofTotp, totp: text('The code.') },
    ignored,
    decode: ({ body }) => ({ totp: body.totp }),
    result: doneResult,
    encode: done,
    saying: { 'zh-CN': 'TOTP MFA 绑定成功', 'en-US': 'The authenticator app has been set up' },
  }),
  row('DELETE /api/v2/mfa/totp/associate', removeTotp, {
    summary: 'Remove your authenticator app',
    decode: () => ({}),
    result: doneResult,
    encode: done,
    saying: { 'zh-CN': 'TOTP MFA 解绑成功', 'en-US': 'The authenticator app has been removed' },
  }),
  ...verifyRows('/api/v2/mfa'),
  ...verifyRows('/api/v2/applications/mfa'),
  row('POST /api/v2/applications/mfa/sms/verify', verifyCodeFactor, {
    summary: 'Finish signing in with a code that came by text message',
    body: { phone: text('The phone number.'), ...countryCode, code, ...trust },
    ignored,
    decode: ({ body: { phone, phoneCountryCode, code, trustDevice } }) => ({
      kind: 'sms' as const,
      phone,
      countryCode: phoneCountryCode,
      code,
      trust: trustDevice,
    }),
    result: nullable(PassedUser),
    encode: encodePassed,
  }),
  row('POST /api/v2/applications/mfa/email/verify', verifyCodeFactor, {
    summary: 'Finish signing in with a code that came by mail',
    body: { email: text('The e-mail address.'), ...countryCode, code, ...trust },
    ignored,
    decode: ({ body: { email, phoneCountryCode, code, trustDevice } }) => ({
      kind: 'email' as const,
      email,
      countryCode: phoneCountryCode,
      code,
      trust: trustDevice,
    }),
    result: nullable(PassedUser),
    encode: encodePassed,
  }),
  row('POST /api/v2/applications/mfa/check', checkBindable, {
    summary: 'Ask whether an address is free to become your second factor',
    body: { email: optionalText('The e-mail address.'), phone: optionalText('The phone number.'), ...countryCode },
    ignored,
    decode: ({ body }) => ({ email: body.email, phone: body.phone, countryCode: body.phoneCountryCode }),
    result: yesOrNo(),
    encode: (free) => free,
  }),
  row('POST /api/v2/mfa/phone/unbind', unbindContact, {
    summary: 'Take the phone number from your account',
    decode: () => ({ kind: 'phone' as const }),
    result: nullable(User),
    encode: encodeSelf,
  }),
  row('POST /api/v2/mfa/email/unbind', unbindContact, {
    summary: 'Take the e-mail address from your account',
    decode: () => ({ kind: 'email' as const }),
    result: nullable(User),
    encode: encodeSelf,
  }),
  row('POST /api/v2/mfa/face/associate', associateFace, {
    summary: 'Set up your face as a second factor',
    body: {
      photoA: text('The address of a picture.'),
      photoB: text('The address of another.'),
      isExternal: flag('The pictures are not ours.'),
    },
    ignored,
    decode: ({ body }) => body,
    result: nullable(User),
    encode: encodeSelf,
  }),
]
