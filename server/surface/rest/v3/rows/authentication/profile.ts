import { refuse } from '@menshen/contract/errors'
import { type AccountSecurity, getSecurityLevel } from '#domain/account/lifecycle/security-level.ts'
import { updateOwnProfile } from '#domain/account/lifecycle/update-own.ts'
import { findOwnAccount } from '#domain/entry/session/own-account.ts'
import { aboutProfile } from '#domain/people/user/profile-types.ts'
import { each, optionalChoice, optionalRecord, optionalText } from '../../../engine/fields.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { encodeOne } from '../../encode-person.ts'
import { tellOfPeople } from '../../fields.ts'
import { Person } from '../../nouns/person.ts'
import { SecurityInfo } from '../../nouns/security.ts'

const { flatCustomData: _, ...tellOfSelf } = tellOfPeople

const ownFields = [
  'name',
  'nickname',
  'photo',
  'birthdate',
  'country',
  'province',
  'city',
  'address',
  'streetAddress',
  'postalCode',
  'company',
  'givenName',
  'familyName',
  'middleName',
  'profile',
  'preferredUsername',
  'website',
  'zoneinfo',
  'locale',
  'formatted',
  'region',
] as const

function encodeSecurity({ passwordSecurityLevel, mfa, password, email, phone, score }: AccountSecurity) {
  return {
    ...(passwordSecurityLevel !== null && { passwordSecurityLevel }),
    mfaEnrolled: mfa,
    passwordSet: password,
    emailBinded: email,
    phoneBinded: phone,
    securityScore: score,
  }
}

export const profileRows: RestRow[] = [
  row('GET /api/v3/get-profile', findOwnAccount, {
    summary: 'Read your own account',
    query: tellOfSelf,
    decode: () => ({}),
    result: Person,
    // Deleted this moment.
    encode: ({ user }, call, { query }) => encodeOne(user ?? refuse(2206), call, { ...query, toThemselves: true }),
  }),
  row('POST /api/v3/update-profile', updateOwnProfile, {
    summary: 'Change your own profile',
    body: {
      ...each(ownFields, (name) => optionalText(aboutProfile(name))),
      gender: optionalChoice(['M', 'F', 'U'], 'M, F, or U for unknown.'),
      username: optionalText('The name to sign in with; another one wants a fresh sign-in.'),
      externalId: optionalText('The id in a system of yours: only an administrator sets it.'),
      customData: optionalRecord('Values of custom fields by their keys; null empties one.'),
    },
    decode: ({ body: { customData = {}, ...changes } }) => ({
      changes,
      values: Object.entries(customData).map(([key, value]) => ({ key, value })),
    }),
    result: Person,
    encode: (user, call) => encodeOne(user, call, { withCustomData: true, toThemselves: true }),
  }),
  row('GET /api/v3/get-security-info', getSecurityLevel, {
    summary: 'Read how well your own account is kept',
    decode: () => ({}),
    result: SecurityInfo,
    encode: encodeSecurity,
  }),
]
