import { refuse } from '@menshen/contract/errors'
import Type, { type Static } from 'typebox'
import { createPeople, createPerson, type WholeCreation } from '#domain/account/lifecycle/create-many.ts'
import { updatePeople, updatePerson, type WholeUpdate } from '#domain/account/lifecycle/update-many.ts'
import type { IdentityInput } from '#domain/people/identity/identity-input.ts'
import { doToNamed } from '#domain/people/user/named.ts'
import {
  flag,
  object,
  objects,
  optionalChoice,
  optionalFlag,
  optionalObject,
  optionalObjects,
  optionalRecord,
  optionalText,
  optionalTexts,
  text,
} from '../../../engine/fields.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { accountFields, decodeAccount, type SentAccount } from '../../account-fields.ts'
import { encodeOne, encodePeople } from '../../encode-person.ts'
import { userIdType } from '../../fields.ts'
import { Person } from '../../nouns/person.ts'
import { isEncrypted, passwordEncryptType, sentPassword } from '../../passwords.ts'

const identities = optionalObjects('Accounts at other providers that are theirs.', {
  extIdpId: text('The identity source.'),
  provider: text('What kind of provider, such as github.'),
  type: optionalText('What kind of account.'),
  userIdInIdp: text('The id of the person there.'),
  userInfoInIdp: optionalRecord('What the provider says of the person.'),
  accessToken: optionalText('A token of the provider, which is kept sealed and never told.'),
  refreshToken: optionalText('The one that renews it.'),
  originConnIds: optionalTexts('The connection through which it was linked.'),
})

const newPerson = {
  ...accountFields,
  tenantIds: optionalTexts('Tenants that they become members of.'),
  departmentIds: optionalTexts('Departments that they become members of.'),
  otp: optionalObject('An authenticator app that was set up elsewhere.', {
    secret: text('The secret of the app, in Base32.'),
    recoveryCode: optionalText('A recovery code; a new one is made when left out.'),
  }),
  identities,
}

const newSchema = Type.Object(newPerson)
type SentPerson = Static<typeof newSchema>

const departmentIdTypes = ['department_id', 'open_department_id', 'sync_relation', 'custom_field', 'code'] as const

const creationOptions = {
  keepPassword: flag('Passwords are hashes from elsewhere, and kept.'),
  autoGeneratePassword: flag('They get a password that nobody is told.'),
  resetPasswordOnFirstLogin: flag('They have to choose a password at the first sign-in.'),
  departmentIdType: optionalChoice(departmentIdTypes, 'How departments are named: by id, or by code.'),
  passwordEncryptType,
  sendNotification: optionalObject('Who is told.', {
    sendEmailNotification: flag('A link to set the first password goes to them by mail.'),
    sendPhoneNotification: flag('Not built.'),
    appId: optionalText('The application that the mail speaks of.'),
  }),
}

const creationSchema = Type.Object(creationOptions)
type CreationOptions = Static<typeof creationSchema>

const enterprise = ['oidc', 'oauth2', 'saml', 'ldap', 'ad', 'cas', 'azure-ad']

function refuseUnbuilt(operation: string): never {
  return refuse(1000, { variant: 'notBuilt', values: { operation } })
}

function decodeIdentity({
  userInfoInIdp,
  originConnIds = [],
  ...sent
}: NonNullable<SentPerson['identities']>[number]): IdentityInput {
  const [connectionId, second] = originConnIds
  if (second !== undefined) refuse(400, { variant: 'many', values: { field: 'originConnIds', max: 1 } })
  return {
    ...sent,
    isSocial: !enterprise.includes(sent.provider),
    connectionId,
    ...(userInfoInIdp && { userInfo: userInfoInIdp }),
  }
}

function decodePerson(
  { tenantIds, departmentIds, otp, identities = [], ...sent }: SentPerson,
  { passwordEncryptType, keepPassword, resetPasswordOnFirstLogin }: CreationOptions,
): WholeCreation {
  const { status, password, customData, account } = decodeAccount(sent)
  return {
    account: { ...account, ...(resetPasswordOnFirstLogin && { resetPasswordOnFirstLogin }) },
    password: sentPassword(password, passwordEncryptType) ?? null,
    rawPassword: !isEncrypted(passwordEncryptType),
    keepPassword,
    status,
    customData,
    tenantIds,
    departments: departmentIds,
    totp: otp,
    identities: identities.map(decodeIdentity),
  }
}

function decodeManner({ autoGeneratePassword, departmentIdType = 'department_id', sendNotification }: CreationOptions) {
  if (departmentIdType !== 'department_id' && departmentIdType !== 'code')
    refuseUnbuilt(`departmentIdType(${departmentIdType})`)
  if (sendNotification?.sendPhoneNotification) refuseUnbuilt('sendPhoneNotification')
  return {
    generatePassword: autoGeneratePassword,
    departmentsByCode: departmentIdType === 'code',
    sendLink: sendNotification?.sendEmailNotification,
    applicationId: sendNotification?.appId,
  }
}

const updateOptions = {
  resetPasswordOnNextLogin: optionalFlag('They have to choose a new password before the next sign-in.'),
  passwordEncryptType,
  autoGeneratePassword: flag('They get a password that nobody is told.'),
  sendPasswordResetedNotification: optionalObject('Who is told that a password has changed.', {
    sendDefaultEmailNotification: flag('The person, by mail.'),
    sendDefaultPhoneNotification: flag('Not built.'),
    appId: optionalText('The application that the mail speaks of.'),
  }),
}

const updateSchema = Type.Object(updateOptions)
type UpdateOptions = Static<typeof updateSchema> & { resetPasswordOnFirstLogin?: boolean }

function decodeUpdate(
  userId: string,
  sent: SentAccount,
  { passwordEncryptType, resetPasswordOnFirstLogin, resetPasswordOnNextLogin }: UpdateOptions,
): WholeUpdate {
  const { status, password, customData, account } = decodeAccount(sent)
  const resets = { resetPasswordOnFirstLogin, resetPasswordOnNextLogin }
  const changes = { ...account, ...resets, password: sentPassword(password, passwordEncryptType) }
  return { userId, changes, status, customData }
}

function decodeUpdateManner({
  passwordEncryptType,
  autoGeneratePassword,
  sendPasswordResetedNotification: told,
}: UpdateOptions) {
  if (told?.sendDefaultPhoneNotification) refuseUnbuilt('sendDefaultPhoneNotification')
  return {
    rawPassword: !isEncrypted(passwordEncryptType),
    generatePassword: autoGeneratePassword,
    tellOfPassword: told?.sendDefaultEmailNotification,
    applicationId: told?.appId,
  }
}

const whole = { withCustomData: true, withIdentities: true, withDepartmentIds: true }

export const userWritingRows: RestRow[] = [
  row('POST /api/v3/create-user', createPerson, {
    summary: 'Create a person',
    body: { ...newPerson, options: object('How.', creationOptions) },
    decode: ({ body: { options, ...person } }) => ({
      person: decodePerson(person, options),
      ...decodeManner(options),
    }),
    result: Person,
    encode: (user, call) => encodeOne(user, call, whole),
  }),
  row('POST /api/v3/create-users-batch', createPeople, {
    summary: 'Create several people, all or nobody',
    body: { list: objects('The people, at most 100.', newPerson), options: object('How.', creationOptions) },
    decode: ({ body: { list, options } }) => ({
      people: list.map((person) => decodePerson(person, options)),
      ...decodeManner(options),
    }),
    result: Type.Array(Person),
    encode: (users, call) => encodePeople(users, call, whole),
  }),
  row('POST /api/v3/update-user', doToNamed(updatePerson), {
    summary: 'Change a person',
    body: {
      userId: text('The person.'),
      ...accountFields,
      options: object('How.', {
        userIdType,
        resetPasswordOnFirstLogin: optionalFlag('They have to choose a password at the first sign-in.'),
        ...updateOptions,
      }),
    },
    decode: ({ body: { userId, options, ...account } }) => ({
      userId,
      userIdType: options.userIdType,
      given: (id) => ({ person: decodeUpdate(id, account, options), ...decodeUpdateManner(options) }),
    }),
    result: Person,
    encode: (user, call) => encodeOne(user, call, whole),
  }),
  row('POST /api/v3/update-user-batch', updatePeople, {
    summary: 'Change several people, all or nobody',
    body: {
      list: objects('The people, at most 100.', { userId: text('The person.'), ...accountFields }),
      options: object('How.', updateOptions),
    },
    decode: ({ body: { list, options } }) => ({
      people: list.map(({ userId, ...account }) => decodeUpdate(userId, account, options)),
      ...decodeUpdateManner(options),
    }),
    result: Type.Array(Person),
    encode: (users, call) => encodePeople(users, call, whole),
  }),
]
