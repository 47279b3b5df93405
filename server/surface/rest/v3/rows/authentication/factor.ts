import Type from 'typebox'
import { beginEnrolment } from '#domain/account/factor/begin-enrolment.ts'
import { finishEnrolment } from '#domain/account/factor/finish-enrolment.ts'
import {
  getOwnFactor,
  listFactorsToEnrol,
  listOwnFactors,
  type NamedKind,
  namedKinds,
  type OwnFactor,
} from '#domain/account/factor/own.ts'
import { resetOwnFactor } from '#domain/account/factor/reset-own.ts'
import { introspectMfaToken } from '#domain/entry/mfa/introspect.ts'
import { showOwnTotp } from '#domain/entry/mfa/show-own-totp.ts'
import { deliverSent } from '#domain/proof/verification-code/deliver.ts'
import { offerDevice } from '../../../../request/entry-cookies.ts'
import { choice, flag, object, optionalText, text } from '../../../engine/fields.ts'
import { anyObject, count, doneResult, noun, shape, word, yesOrNo } from '../../../engine/results.ts'
import { done, plainRow, type RestRow, row } from '../../../engine/row.ts'
import { issueTokens, TokenSet } from '../../../nouns/token-set.ts'

const types = { OTP: 'totp', SMS: 'sms', EMAIL: 'email', FACE: 'face' } as const satisfies Record<string, NamedKind>
type FactorType = keyof typeof types
const typeNames = Object.keys(types) as FactorType[]
const typeOf = (kind: NamedKind) => typeNames[namedKinds.indexOf(kind)] as FactorType

const factorType = choice(typeNames, 'OTP: an authenticator app. SMS, EMAIL: codes to an address. FACE: a picture.')
const FactorType = Type.Enum(typeNames)

const OwnFactorNoun = noun('OwnFactor', 'A second factor of whoever asks.', {
  factorId: word(),
  factorType: FactorType,
  profile: anyObject('The address, of one that is an address.'),
})

function encodeFactor({ id, kind, user }: OwnFactor) {
  const profile =
    kind === 'email'
      ? { email: user.email }
      : kind === 'sms'
        ? { phoneNumber: user.phone, phoneCountryCode: user.phoneCountryCode }
        : {}
  return { factorId: id, factorType: typeOf(kind), profile }
}

const factorId = { factorId: text('The factor.') }

export const factorRows: RestRow[] = [
  row('POST /api/v3/send-enroll-factor-request', beginEnrolment, {
    summary: 'Begin to set up a second factor',
    body: {
      factorType,
      profile: object('Of an address: which.', {
        phoneNumber: optionalText('The phone number.'),
        phoneCountryCode: optionalText('The country of the phone number, such as +86 or CN.'),
        email: optionalText('The e-mail address.'),
      }),
    },
    decode: ({ body: { factorType, profile } }) => ({
      kind: types[factorType],
      email: profile.email,
      phone: profile.phoneNumber,
      countryCode: profile.phoneCountryCode,
    }),
    result: shape({
      enrollmentToken: word('Goes along with what proves the factor, within ten minutes.'),
      otpData: Type.Optional(
        shape({
          qrCodeUri: word('What an authenticator app reads.'),
          qrCodeDataUrl: word('A picture of it.'),
          recoveryCode: word('Told this once.'),
        }),
      ),
    }),
    async encode({ token, totp, sent }, { domain }) {
      if (sent) await deliverSent(domain, sent)
      if (!totp) return { enrollmentToken: token }
      const { uri: qrCodeUri, picture: qrCodeDataUrl, recoveryCode } = totp
      return { enrollmentToken: token, otpData: { qrCodeUri, qrCodeDataUrl, recoveryCode } }
    },
  }),
  row('POST /api/v3/enroll-factor', finishEnrolment, {
    summary: 'Finish setting up a second factor',
    body: {
      factorType,
      enrollmentToken: text('The token of the beginning.'),
      enrollmentData: object('What proves the factor.', {
        passCode: optionalText('The code of the app, or as it was sent.'),
        photo: optionalText('The address of a picture.'),
        isExternalPhoto: flag('The picture is not ours.'),
      }),
    },
    decode: ({ body: { factorType, enrollmentToken: token, enrollmentData } }) => ({
      token,
      kind: types[factorType],
      code: enrollmentData.passCode,
      photo: enrollmentData.photo,
      isExternal: enrollmentData.isExternalPhoto,
    }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v3/reset-factor', resetOwnFactor, {
    summary: 'Do away with a second factor of yours',
    body: factorId,
    decode: ({ body }) => ({ id: body.factorId }),
    result: doneResult,
    encode: done,
  }),
  row('GET /api/v3/list-enrolled-factors', listOwnFactors, {
    summary: 'List your second factors',
    decode: () => ({}),
    result: Type.Array(OwnFactorNoun),
    encode: (list) => list.map(encodeFactor),
  }),
  row('GET /api/v3/get-factor', getOwnFactor, {
    summary: 'Read a second factor of yours',
    query: factorId,
    decode: ({ query }) => ({ id: query.factorId }),
    result: OwnFactorNoun,
    encode: encodeFactor,
  }),
  row('GET /api/v3/list-factors-to-enroll', listFactorsToEnrol, {
    summary: 'List the kinds of second factors that you could set up',
    decode: () => ({}),
    result: Type.Array(shape({ factorType: FactorType })),
    encode: (kinds) => kinds.map((kind) => ({ factorType: typeOf(kind) })),
  }),
  row('POST /api/v3/mfa-totp-verify', showOwnTotp, {
    summary: 'Show a code of your authenticator app, signed in or to finish signing in',
    body: { totp: text('The code.') },
    decode: ({ body }) => body,
    result: shape({
      verified: yesOrNo('A wrong code is refused.'),
      tokenSet: Type.Optional(TokenSet),
    }),
    async encode(passed, call) {
      if (!passed) return { verified: true }
      offerDevice(call.domain, call.reply, call.hints.client, passed)
      const { tokenScope } = passed
      return { verified: true, ...(tokenScope !== null && { tokenSet: await issueTokens(call, passed, tokenScope) }) }
    },
  }),
  plainRow(
    'POST /mfa/token/introspection',
    {
      summary: 'Ask whose half of a sign-in an mfaToken stands for',
      operation: 'mfa.introspect',
      admits: 'anyone',
      body: { token: text('The mfaToken.'), token_type_hint: optionalText('There is one type.') },
      ignored: ['client_id', 'client_secret'],
      result: shape({
        active: yesOrNo('It is good still.'),
        userPoolId: Type.Optional(word()),
        userId: Type.Optional(word()),
        exp: Type.Optional(count('Seconds since 1970.')),
        iat: Type.Optional(count('Seconds since 1970.')),
      }),
      raw: true,
    },
    ({ domain, hints }, read) => introspectMfaToken(domain, read().body.token, hints.applicationId),
  ),
]
