import { refuse, say } from '@menshen/contract/errors'
import Type from 'typebox'
import { createUser } from '#domain/account/lifecycle/create.ts'
import { updateUser } from '#domain/account/lifecycle/update.ts'
import { isUserExists } from '#domain/account/register/exists.ts'
import { endSessionsOfUsers } from '#domain/entry/session/end-sessions-of-users.ts'
import { getSignedInWhere, type SignedInWhere } from '#domain/entry/session/login-status.ts'
import { administrativeFields } from '#domain/people/user/account-input.ts'
import { readParams } from '#domain/people/user/extras.ts'
import { filterUsers } from '#domain/people/user/filter.ts'
import { filterShape } from '#domain/people/user/filter-input.ts'
import { getUser, getUsers, type UserLookup } from '#domain/people/user/find.ts'
import { aboutProfile, profileFields } from '#domain/people/user/profile-types.ts'
import { requireFew } from '#domain/shape/list.ts'
import { pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { failureOf } from '../../../request/failure.ts'
import { encodeBriefApplication } from '../../../view/application.ts'
import {
  choice,
  each,
  flag,
  objects,
  optionalChoice,
  optionalText,
  optionalUnchecked,
  page,
  strictObject,
  text,
  texts,
} from '../../engine/fields.ts'
import { count, doneResult, nullable, pageResult, shape, word, yesOrNo } from '../../engine/results.ts'
import { type Call, done, plainRow, type RestRow, row } from '../../engine/row.ts'
import { decodeExtras, extras, profileOfKnown } from '../account-fields.ts'
import { encodeOne, encodePeople, encodePerson, encodeSelf } from '../encode-user.ts'
import { BriefApplication } from '../nouns/application.ts'
import { User } from '../nouns/person.ts'

const identifiers = ['username', 'email', 'phone', 'externalId'] as const
/** Everything that anybody may try to change about themselves; which of it is allowed is for the operation to say. */
const updatable = [...profileFields, ...identifiers, 'phoneCountryCode', ...administrativeFields] as const

const creatable = updatable.filter((name) => name !== 'password')

const described = (name: string) => optionalUnchecked(`The ${name} of the person.`)
const changes = {
  ...each(updatable, described),
  ...each(profileFields, (name) => optionalUnchecked(aboutProfile(name), { type: ['string', 'null'] })),
}

const password = optionalText('The password, encrypted under the public key.')

function decodeLookup({ query }: { query: UserLookup }): UserLookup {
  return Object.keys(query).length > 0 ? query : refuse(2231)
}

function encodeWhere({ isLogin, user, applications }: SignedInWhere) {
  return { isLogin, user: encodePerson(user), application: applications.map(encodeBriefApplication) }
}

const mostCreated = 100

/** What became of one of several: as the envelope of one alone. */
const Created = shape({
  code: count(),
  message: word(),
  data: nullable(Type.Unknown({ description: 'The person, or what goes with the refusal.' })),
})

interface NewPerson extends Partial<Record<(typeof creatable)[number] | 'params' | 'customData' | 'context', unknown>> {
  password?: string
}

type People = { users: NewPerson[]; rawPassword: boolean }

/** Reads the request once it is known that an administrator asks. */
const asManager: Question<() => People, People> = {
  name: 'user.create-many',
  admits: 'manager',
  answer: (_before, read) => read(),
}

/**
 * Each as if alone, one after the other: what becomes of it stands in its place. `rawPassword`: the passwords are not
 * encrypted.
 */
async function createMany(call: Call, read: () => { body: People }) {
  const { users, rawPassword } = await call.domain.ask(asManager, call.hints, () => read().body)
  requireFew(users, 'users', mostCreated)
  const inputs = users.map(({ password = null, params, customData, context: _, ...account }) => ({
    account,
    password,
    rawPassword,
    customData: readParams(decodeExtras({ params, customData }).params),
  }))
  const answers = []
  for (const input of inputs) answers.push(await createOne(call, input))
  return answers
}

async function createOne(call: Call, input: Parameters<typeof createUser.prepare>[1]) {
  const { domain, hints, language } = call
  try {
    const user = await domain.call(createUser, hints, input)
    return { code: 200, message: '', data: await encodeOne(user, call) }
  } catch (error) {
    const { refusal, unexpected } = failureOf(error)
    if (unexpected) throw error
    return { code: refusal.code, message: say(refusal.code, language, refusal), data: refusal.data }
  }
}

export const userRows: RestRow[] = [
  row('GET /api/v2/users/me', getUser, {
    summary: 'Read your own account',
    decode: () => ({}),
    result: nullable(User),
    encode: encodeSelf,
  }),
  row('POST /api/v2/users/profile/update', updateUser, {
    summary: 'Change your own profile',
    body: changes,
    decode: ({ body }) => ({ changes: body }),
    result: nullable(User),
    encode: encodeSelf,
  }),
  row('GET /api/v2/users/is-user-exists', isUserExists, {
    summary: 'Ask whether there is an account of a name or address',
    query: each(identifiers, (name) => optionalText(`The ${name}.`)),
    decode: decodeLookup,
    result: yesOrNo(),
    encode: Boolean,
  }),
  // The sign-in form asks whether there is such an account, never who it is.
  row('GET /api/v2/users/find', isUserExists, {
    summary: 'Ask whether there is an account, as the sign-in form does',
    query: {
      type: choice(identifiers, 'What the key is.'),
      key: text('The name or address.'),
      userPoolId: optionalText('The user pool.'),
    },
    place: (peek) => {
      const userPoolId = peek('query', 'userPoolId')
      return userPoolId === undefined ? {} : { userPoolId }
    },
    decode: ({ query }) => ({ [query.type]: query.key }),
    result: yesOrNo(),
    encode: Boolean,
  }),

  row('GET /api/v2/users/login-status', getSignedInWhere, {
    summary: 'Ask where a person is signed in',
    query: {
      userId: text('The person.'),
      appId: optionalText('Only this application.'),
      deviceId: optionalText('Only this device.'),
    },
    decode: ({ query: { userId, appId, deviceId } }) => ({ userId, applicationId: appId, deviceId }),
    result: shape({ isLogin: yesOrNo(), user: nullable(User), application: Type.Array(BriefApplication) }),
    encode: encodeWhere,
  }),
  row('POST /api/v2/users/kick', endSessionsOfUsers, {
    summary: 'Sign people out everywhere',
    body: { userIds: texts('The people.', { also: ['ids'] }) },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/users/batch', getUsers, {
    summary: 'Read several people',
    body: {
      ids: texts('What they are called by.'),
      type: optionalChoice(['id', ...identifiers], 'What that is; id when left out.'),
    },
    decode: ({ body }) => ({ ids: body.ids, key: body.type ?? 'id' }),
    result: Type.Array(User),
    encode: encodePeople,
  }),
  row('POST /api/v2/users/filter', filterUsers, {
    summary: 'Search people by conditions',
    body: {
      ...page,
      filter: optionalUnchecked('Conditions: [{field, operator, value}], or [[field, operator, value]].', filterShape),
    },
    decode: ({ body }) => ({ ...pageOf(body.page, body.limit), filter: body.filter }),
    result: pageResult(User),
    encode: async ({ totalCount, list }, call) => ({ totalCount, list: await encodePeople(list, call) }),
  }),
  plainRow(
    'POST /api/v2/users/create/batch',
    {
      summary: 'Create several people',
      operation: asManager.name,
      admits: asManager.admits,
      body: {
        users: objects('The people, at most 100.', { ...each(creatable, described), password, ...extras }),
        rawPassword: flag('The passwords are not encrypted.'),
      },
      result: Type.Array(Created),
    },
    createMany,
  ),
  row('POST /api/v2/users', createUser, {
    summary: 'Create a person',
    body: {
      userInfo: strictObject('The person.', { ...changes, password }),
      resetPasswordOnFirstLogin: flag('The person has to choose a password at the first sign-in.'),
      keepPassword: flag('The password is a hash from elsewhere, and kept.'),
      ...extras,
      ...profileOfKnown,
    },
    decode: ({ body: { userInfo, resetPasswordOnFirstLogin, keepPassword, ...more } }) => ({
      account: { ...userInfo, resetPasswordOnFirstLogin },
      password: userInfo.password ?? null,
      keepPassword,
      customData: readParams(decodeExtras(more).params),
    }),
    result: nullable(User),
    encode: encodeOne,
  }),
  row('POST /api/v2/users/:id', updateUser, {
    summary: 'Change a person',
    body: changes,
    strict: true,
    decode: ({ path, body }) => ({ ...path, changes: body }),
    result: nullable(User),
    encode: encodeOne,
  }),
  row('GET /api/v2/users/:id', getUser, {
    summary: 'Read a person',
    decode: ({ path }) => path,
    result: nullable(User),
    encode: encodeOne,
  }),
]
