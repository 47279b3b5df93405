import { refuse, say } from '@menshen/contract/errors'
import { createUser } from '#domain/account/lifecycle/create.ts'
import { updateUser } from '#domain/account/lifecycle/update.ts'
import { isUserExists } from '#domain/account/register/exists.ts'
import { kickUsers } from '#domain/entry/session/kick.ts'
import { getSignedInWhere, type SignedInWhere } from '#domain/entry/session/login-status.ts'
import { administrativeFields } from '#domain/people/user/account-input.ts'
import { readParams } from '#domain/people/user/extras.ts'
import { filterUsers } from '#domain/people/user/filter.ts'
import { getUser, getUsers, type UserLookup } from '#domain/people/user/find.ts'
import { profileFields } from '#domain/people/user/user.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { requireFew } from '#domain/shape/list.ts'
import { pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { encodeBriefApplication } from '../../wire/application.ts'
import { failureOf } from '../../wire/failure.ts'
import { decodeExtras } from '../decode-extras.ts'
import { encodeOne, encodePeople, encodePerson, encodeSelf } from '../encode-user.ts'
import { type Parts, type Reader, requireAllAsked } from '../parts.ts'
import { type Call, done, plainRow, type Row, row } from '../row.ts'

const identifiers = ['username', 'email', 'phone', 'externalId'] as const
const keys = ['id', ...identifiers] as const
/** Everything that anybody may try to change about themselves; which of it is allowed is for the operation to say. */
const updatable = [...profileFields, ...identifiers, 'phoneCountryCode', ...administrativeFields] as const

const creatable = updatable.filter((name) => name !== 'password')

function decodeLookup({ query }: Parts): UserLookup {
  const given = identifiers
    .map((name) => [name, query.optionalText(name)] as const)
    .filter(([, text]) => text !== undefined)
  return given.length > 0 ? Object.fromEntries(given) : refuse(2231)
}

/** `?key=<text>&type=username`: the sign-in form asks whether there is such an account, never who it is. */
function decodeTypedLookup({ query }: Parts): UserLookup {
  return { [choiceOf(query.text('type'), 'type', identifiers)]: query.text('key') }
}

function namedPool({ query }: Parts) {
  const userPoolId = query.optionalText('userPoolId')
  return userPoolId ? { userPoolId } : {}
}

function textsOf(body: Reader, ...names: string[]): string[] {
  return body.texts(names.find((name) => body.has(name)) ?? (names[0] as string))
}

function encodeWhere({ isLogin, user, applications }: SignedInWhere) {
  return { isLogin, user: encodePerson(user), application: applications.map(encodeBriefApplication) }
}

const mostCreated = 100

/**
 * Each as if alone, one after the other: what becomes of it stands in its place. `rawPassword`: the passwords are not
 * encrypted.
 */
async function createMany(call: Call) {
  const { domain, hints, language, parts } = call
  const people = await domain.ask(asManager, hints, () => parts.body.objects('users'))
  requireFew(people, 'users', mostCreated)
  const rawPassword = parts.body.flag('rawPassword')
  const inputs = people.map((person) => ({
    account: person.pick([...creatable]),
    password: person.optionalText('password') ?? null,
    rawPassword,
    customData: readParams(decodeExtras(person).params),
  }))
  requireAllAsked(parts)
  const answers: object[] = []
  for (const input of inputs) {
    try {
      const user = await domain.call(createUser, hints, input)
      answers.push({ code: 200, message: '', data: await encodeOne(user, call) })
    } catch (error) {
      const { refusal, unexpected } = failureOf(error)
      if (unexpected) throw error
      answers.push({ code: refusal.code, message: say(refusal.code, language, refusal), data: refusal.data })
    }
  }
  return answers
}

/** Reads the request once it is known that an administrator asks. */
const asManager: Question<() => Reader[], Reader[]> = {
  name: 'user.create-many',
  admits: 'manager',
  answer: (_before, read) => read(),
}

export const userRows: Row[] = [
  row('GET /api/v2/users/me', getUser, () => ({}), encodeSelf),
  row('POST /api/v2/users/profile/update', updateUser, ({ body }) => ({ changes: body.pick(updatable) }), encodeSelf),
  row('GET /api/v2/users/is-user-exists', isUserExists, decodeLookup, Boolean),
  row('GET /api/v2/users/find', isUserExists, decodeTypedLookup, Boolean, { place: namedPool }),

  row(
    'GET /api/v2/users/login-status',
    getSignedInWhere,
    ({ query }) => ({
      userId: query.text('userId'),
      applicationId: query.optionalText('appId'),
      deviceId: query.optionalText('deviceId'),
    }),
    encodeWhere,
  ),
  row('POST /api/v2/users/kick', kickUsers, ({ body }) => ({ userIds: textsOf(body, 'userIds', 'ids') }), done),
  row(
    'POST /api/v2/users/batch',
    getUsers,
    ({ body }) => ({ ids: body.texts('ids'), key: choiceOf(body.optionalText('type') ?? 'id', 'type', keys) }),
    encodePeople,
  ),
  row(
    'POST /api/v2/users/filter',
    filterUsers,
    ({ body }) => ({
      ...pageOf(body.optionalNumber('page'), body.optionalNumber('limit')),
      filter: body.pick(['filter']).filter,
    }),
    async ({ totalCount, list }, call) => ({ totalCount, list: await encodePeople(list, call) }),
  ),
  plainRow('POST /api/v2/users/create/batch', createMany),
  row(
    'POST /api/v2/users',
    createUser,
    ({ body }) => {
      const person = body.object('userInfo')
      return {
        account: {
          ...person.only({ known: new Set(updatable) }, 'createUser'),
          resetPasswordOnFirstLogin: body.flag('resetPasswordOnFirstLogin'),
        },
        password: person.optionalText('password') ?? null,
        keepPassword: body.flag('keepPassword'),
        customData: readParams(decodeExtras(body).params),
      }
    },
    encodeOne,
  ),
  row(
    'POST /api/v2/users/:id',
    updateUser,
    ({ path, body }) => ({
      id: path.text('id'),
      changes: body.only({ known: new Set(updatable) }, 'updateUser'),
    }),
    encodeOne,
  ),
  row('GET /api/v2/users/:id', getUser, ({ path }) => ({ id: path.text('id') }), encodeOne),
]
