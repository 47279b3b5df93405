import { refuse } from '@menshen/contract/errors'
import { kickUsers } from '#domain/session/kick.ts'
import { getSignedInWhere, type SignedInWhere } from '#domain/session/login-status.ts'
import { administrativeFields } from '#domain/user/account-input.ts'
import { getUser, getUsers, isUserExists, type UserLookup } from '#domain/user/find.ts'
import { updateUser } from '#domain/user/update.ts'
import { profileFields } from '#domain/user/user.ts'
import { encodeBriefApplication } from '../../wire/application.ts'
import { encodeOne, encodePeople, encodePerson, encodeSelf } from '../encode-user.ts'
import type { Parts, Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const identifiers = ['username', 'email', 'phone', 'externalId'] as const
const keys = ['id', ...identifiers] as const
/** Everything that anybody may try to change about themselves; which of it is allowed is for the operation to say. */
const updatable = [...profileFields, ...identifiers, 'phoneCountryCode', ...administrativeFields] as const

function keyOf(text: string) {
  const key = keys.find((name) => name === text)
  return key ?? refuse(400, { values: { detail: `type must be one of ${keys.join(', ')}` } })
}

function decodeLookup({ query }: Parts): UserLookup {
  const given = identifiers
    .map((name) => [name, query.optionalText(name)] as const)
    .filter(([, text]) => text !== undefined)
  return given.length > 0 ? Object.fromEntries(given) : refuse(2231)
}

/** `?key=<text>&type=username`: the sign-in form asks whether there is such an account, never who it is. */
function decodeTypedLookup({ query }: Parts): UserLookup {
  const key = keyOf(query.text('type'))
  if (key === 'id') refuse(400, { values: { detail: `type must be one of ${identifiers.join(', ')}` } })
  return { [key]: query.text('key') }
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
    ({ body }) => ({ ids: body.texts('ids'), key: keyOf(body.optionalText('type') ?? 'id') }),
    encodePeople,
  ),
  row('GET /api/v2/users/:id', getUser, ({ path }) => ({ id: path.text('id') }), encodeOne),
]
