import Type, { type Static } from 'typebox'
import { getBoundFactors, getFactorStatus } from '#domain/entry/factor/bound-factors.ts'
import { factorOf } from '#domain/entry/factor/factor.ts'
import { importTotps } from '#domain/entry/factor/import-totp.ts'
import { readTotpSecret } from '#domain/entry/factor/read-totp-secret.ts'
import { setFactorStatus } from '#domain/entry/factor/set-status.ts'
import { askOfNamed, doToNamed } from '#domain/people/user/named.ts'
import type { User } from '#domain/people/user/user.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import { each, objects, optionalFlag, optionalText, optionalUnchecked, text } from '../../../engine/fields.ts'
import { count, shape, word, wordOrNull, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { namedPerson, succeeded, success } from '../../fields.ts'

const ofPerson = (userId: string) => ({ userId })

const bound = (description: string) => Type.Enum(['enabled', 'disabled'], { description })
const boundWhen = (is: boolean): 'enabled' | 'disabled' => (is ? 'enabled' : 'disabled')

interface Status {
  user: User
  kinds: FactorKind[]
  accepted: FactorKind[]
}

function encodeStatus({ user, kinds, accepted }: Status) {
  const { phone, phoneCountryCode, email, username, profile } = user
  return {
    mfaPhone: phone,
    mfaPhoneCountryCode: phoneCountryCode,
    mfaEmail: email,
    nickname: profile.nickname ?? null,
    username,
    phone,
    phoneCountryCode,
    faceMfaEnabled: kinds.includes('face'),
    totpMfaEnabled: kinds.includes('totp'),
    applicationMfa: accepted.map((kind, at) => ({ mfaPolicy: factorOf(kind)?.wire ?? kind, status: 1, sort: at + 1 })),
  }
}

const sentBack = [
  'mfaPhone',
  'mfaPhoneCountryCode',
  'mfaEmail',
  'nickname',
  'username',
  'phone',
  'phoneCountryCode',
] as const

/** What `get-mfa-status` tells, sent back as it was, and what of it can be switched. */
const mfaTriggerData = Type.Object(
  {
    totpMfaEnabled: optionalFlag('Whether an authenticator app is asked for.'),
    faceMfaEnabled: optionalFlag('False forgets the face.'),
    ...each(sentBack, () => optionalText('As get-mfa-status tells it: it is not changed here.')),
    mfaToken: optionalUnchecked('Says nothing here.', { type: 'string' }),
    applicationMfa: Type.Optional(
      Type.Array(
        Type.Object({
          mfaPolicy: text('A kind of factor.'),
          ...each(['status', 'sort'], () => optionalUnchecked('As it was told.', { type: 'integer' })),
        }),
        {
          description: 'As get-mfa-status tells it: it is not changed here.',
        },
      ),
    ),
  },
  { description: 'The factors.' },
)

type Sent = Static<typeof mfaTriggerData>

function decodeSwitches({ totpMfaEnabled, faceMfaEnabled, mfaToken: _, applicationMfa = [], ...told }: Sent) {
  const accepted = applicationMfa.map(({ mfaPolicy }) => mfaPolicy)
  return { totp: totpMfaEnabled, face: faceMfaEnabled, told: { ...told, applicationMfa: accepted } }
}

export const userFactorRows: RestRow[] = [
  row('GET /api/v3/get-user-mfa-info', askOfNamed(getBoundFactors), {
    summary: 'Read which second factors a person has',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: shape({
      totpStatus: bound('An authenticator app.'),
      faceMfaStatus: bound('A face.'),
      smsMfaStatus: bound('A phone number.'),
      emailMfaStatus: bound('An e-mail address.'),
    }),
    encode: ({ user, kinds }) => ({
      totpStatus: boundWhen(kinds.includes('totp')),
      faceMfaStatus: boundWhen(kinds.includes('face')),
      smsMfaStatus: boundWhen(user.phone !== null),
      emailMfaStatus: boundWhen(user.email !== null),
    }),
  }),
  row('GET /api/v3/get-mfa-status', askOfNamed(getFactorStatus), {
    summary: 'Read which second factors are asked of a person',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: shape({
      mfaPhone: wordOrNull('Where a code by text goes.'),
      mfaPhoneCountryCode: wordOrNull(),
      mfaEmail: wordOrNull('Where a code by mail goes.'),
      nickname: wordOrNull(),
      username: wordOrNull(),
      phone: wordOrNull(),
      phoneCountryCode: wordOrNull(),
      faceMfaEnabled: yesOrNo(),
      totpMfaEnabled: yesOrNo(),
      applicationMfa: Type.Array(shape({ mfaPolicy: word(), status: count(), sort: count() }), {
        description: 'What the pool accepts, the preferred one first.',
      }),
    }),
    encode: encodeStatus,
  }),
  row('POST /api/v3/set-mfa-status', doToNamed(setFactorStatus), {
    summary: 'Switch second factors of a person',
    body: { ...namedPerson, mfaTriggerData },
    decode: ({ body: { userId, userIdType, mfaTriggerData } }) => ({
      userId,
      userIdType,
      given: (id) => ({ userId: id, ...decodeSwitches(mfaTriggerData) }),
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/import-otp', importTotps, {
    summary: 'Give people authenticator apps that were set up elsewhere',
    body: {
      list: objects('The people, at most 500.', {
        userId: text('The person.'),
        otp: Type.Object(
          {
            secret: text('The secret of the app, in Base32.'),
            recoveryCode: optionalText('A recovery code; a new one is made when left out.'),
          },
          { description: 'The app.' },
        ),
      }),
    },
    decode: ({ body }) => body.list.map(({ userId, otp }) => ({ userId, ...otp })),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/get-otp-secret-by-user', doToNamed(readTotpSecret), {
    summary: 'Read the secret of the authenticator app of a person, which the log notes',
    query: namedPerson,
    decode: ({ query }) => ({ ...query, given: ofPerson }),
    result: shape({ secret: word() }),
    encode: (secret) => ({ secret }),
  }),
]
