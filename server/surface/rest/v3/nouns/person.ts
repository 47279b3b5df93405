import Type from 'typebox'
import { profileFields, profileTypes } from '#domain/people/user/profile-types.ts'
import { each } from '../../engine/fields.ts'
import {
  anyObject,
  count,
  countOrNull,
  moment,
  momentOrNull,
  noun,
  word,
  wordOrNull,
  yesOrNo,
} from '../../engine/results.ts'

const linkedFields = {
  identityId: word(),
  extIdpId: wordOrNull('The identity source; null for one of which it is not known.'),
  provider: word('What kind of provider, such as wechat or oidc.'),
  type: wordOrNull('What the id is unique in.'),
  userIdInIdp: word('The id of the person there.'),
  userInfoInIdp: anyObject('What the provider says of the person.'),
  accessToken: Type.Null({ description: 'Never told.' }),
  refreshToken: Type.Null({ description: 'Never told.' }),
  originConnIds: Type.Array(word(), { description: 'The connections through which it was linked.' }),
}

export const Identity = noun('LinkedIdentity', 'An account that a person has linked at another provider.', linkedFields)

/** With what clients of the generation before read of it. */
export const OwnIdentity = noun('OwnIdentity', 'An account that you have linked at another provider.', {
  ...linkedFields,
  userPoolId: word(),
  userId: word(),
  isSocial: yesOrNo(),
  connectionId: wordOrNull(),
  openid: wordOrNull(),
})

export const Person = noun('Person', 'A person in a user pool.', {
  ...each(profileFields, (name) => wordOrNull(profileTypes[name].says)),
  gender: word('M, F, U for unknown, or a word of their own.'),
  userId: word(),
  status: Type.Enum(['Activated', 'Suspended', 'Resigned', 'Archived', 'Deactivated']),
  workStatus: Type.Enum(['Closed', 'Active'], { description: 'Closed for who has left.' }),
  externalId: wordOrNull('The id of the person in a system of yours.'),
  username: wordOrNull(),
  email: wordOrNull(),
  emailVerified: yesOrNo(),
  phone: wordOrNull(),
  phoneCountryCode: wordOrNull(),
  phoneVerified: yesOrNo(),
  loginsCount: count(),
  lastLogin: momentOrNull(),
  lastIp: wordOrNull(),
  lastMfaTime: momentOrNull('When a second factor was last shown.'),
  passwordSecurityLevel: countOrNull('1 low, 2 middle, 3 high.'),
  resetPasswordOnNextLogin: yesOrNo('Has to choose a new password before signing in.'),
  registerSource: Type.Array(word(), { description: 'How the account came to be, such as basic:email.' }),
  userSourceType: Type.Enum(['excel', 'register', 'adminCreated', 'sync']),
  statusChangedAt: momentOrNull('When the status was last changed.'),
  signedUp: moment(),
  createdAt: moment(),
  updatedAt: moment(),
  mainDepartmentId: Type.Optional(wordOrNull('With withDepartmentIds.')),
  departmentIds: Type.Optional(Type.Array(word(), { description: 'With withDepartmentIds.' })),
  identities: Type.Optional(Type.Array(Identity, { description: 'With withIdentities.' })),
  customData: Type.Optional(anyObject('With withCustomData: the values by the names of the fields.')),
})
