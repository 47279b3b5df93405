import Type from 'typebox'
import { dataTypes } from '#domain/people/custom-field/custom-field.ts'
import { profileFields, profileTypes } from '#domain/people/user/profile-types.ts'
import { each } from '../../engine/fields.ts'
import {
  count,
  countOrNull,
  moment,
  momentOrNull,
  noun,
  nullable,
  word,
  wordOrNull,
  yesOrNo,
} from '../../engine/results.ts'
import { Identity } from '../../nouns/identity.ts'

export const CustomValue = noun('CustomValue', 'What stands in one custom field of a person or thing.', {
  key: word('The name of the field.'),
  dataType: Type.Enum([...dataTypes]),
  label: wordOrNull('What people read instead of the name.'),
  value: word('As text; the data type says what it is.'),
})

const userFields = {
  ...each(profileFields, (name) => wordOrNull(profileTypes[name].says)),
  id: word(),
  arn: word('The name of the person in policies and logs.'),
  status: Type.Enum(['Activated', 'Suspended', 'Resigned', 'Archived']),
  userPoolId: word(),
  username: wordOrNull(),
  email: wordOrNull(),
  emailVerified: yesOrNo(),
  phone: wordOrNull(),
  phoneCountryCode: wordOrNull(),
  phoneVerified: yesOrNo(),
  unionid: wordOrNull(),
  openid: wordOrNull(),
  externalId: wordOrNull('The id of the person in a system of yours.'),
  identities: Type.Array(Identity, {
    description: 'What the person has linked; filled in where one person or a list is read.',
  }),
  registerSource: Type.Array(word(), { description: 'How the account came to be, such as basic:email.' }),
  password: Type.Null({ description: 'Never told.' }),
  token: wordOrNull('The token of who asks about themselves or has just signed in.'),
  tokenExpiredAt: Type.Null(),
  expiredAt: Type.Null(),
  directManagement: Type.Null(),
  secondaryUserIds: Type.Array(word()),
  passwordSecurityLevel: countOrNull('1 low, 2 middle, 3 high.'),
  lastMfaTime: momentOrNull('When a second factor was last shown.'),
  loginsCount: count(),
  lastLogin: momentOrNull(),
  lastIP: wordOrNull(),
  lastIp: wordOrNull(),
  signedUp: moment(),
  blocked: yesOrNo(),
  isDeleted: yesOrNo(),
  createdAt: moment(),
  updatedAt: moment(),
  customData: Type.Array(CustomValue, { description: 'Filled in when withCustomData is asked for.' }),
}

export const User = noun('User', 'A person in a user pool.', userFields)

export const TenantMember = noun('TenantMember', 'A person in a tenant: the person, and what they are there.', {
  ...userFields,
  userId: word(),
  isEnabled: yesOrNo(),
  isAdmin: yesOrNo(),
  apiAuthorized: yesOrNo('May call the management API for the tenant.'),
  user: User,
  tenantId: word(),
  joinedAt: moment(),
})

export const Principal = noun('Principal', 'Who somebody is, as far as it has been shown.', {
  id: word(),
  userId: word(),
  userPoolId: word(),
  principalType: Type.Enum(['P', 'E'], { description: 'P a person, E an enterprise.' }),
  principalName: word(),
  principalCode: word('The number of the card; most of it is masked.'),
  status: Type.Enum(['pending', 'verified']),
  verifiedBy: nullable(Type.Enum(['provider', 'administrator'])),
  authenticationTime: momentOrNull(),
  createdAt: moment(),
  updatedAt: moment(),
})
