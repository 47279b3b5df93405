import Type from 'typebox'
import type { ListedKey } from '#domain/entry/access-key/access-key.ts'
import { createAccessKey, deleteAccessKey, switchAccessKey } from '#domain/entry/access-key/change.ts'
import { getAccessKey, listAccessKeys } from '#domain/entry/access-key/find.ts'
import { exchangeAccessKey } from '#domain/entry/session/management-token.ts'
import { restDate } from '../../../../view/user.ts'
import { listed, optionalChoice, optionalText, text } from '../../../engine/fields.ts'
import { count, moment, noun, shape, word, wordOrNull } from '../../../engine/results.ts'
import { plainRow, type RestRow, row } from '../../../engine/row.ts'
import { succeeded, success } from '../../fields.ts'

const keyFields = {
  accessKeyId: word(),
  userId: wordOrNull('The administrator who made it; null: a program did.'),
  status: Type.Enum(['activated', 'revoked'], { description: 'revoked: it is switched off.' }),
  createdAt: moment(),
  updatedAt: moment(),
}

const AccessKey = noun('AccessKey', 'With which a program manages a user pool.', keyFields)

const encode = ({ id, madeBy, enabled, createdAt, updatedAt }: ListedKey) => ({
  accessKeyId: id,
  userId: madeBy,
  status: enabled ? ('activated' as const) : ('revoked' as const),
  createdAt: restDate(createdAt),
  updatedAt: restDate(updatedAt),
})

/** Clients read one key as a list of one. */
const alone = <Key>(key: Key): Key[] => [key]

const named = { accessKeyId: text('The access key.') }
const madeBy = optionalText('Only keys that this administrator made.')

/** Of which kind of key clients speak: there is one. */
const type = optionalChoice(['USERPOOL', 'userpool'], 'What it opens: a user pool.')

/** One status alone is a choice; both, or none, is all keys. */
const enabledOf = (status: readonly string[] | undefined) =>
  status?.length === 1 ? status[0] === 'activated' : undefined

export const accessKeyRows: RestRow[] = [
  plainRow(
    'POST /api/v3/get-management-token',
    {
      summary: 'Get a management token for an access key',
      operation: 'session.exchange-access-key',
      admits: 'anyone',
      body: {
        accessKeyId: text('The access key, or the id of the user pool.'),
        accessKeySecret: text('Its secret, or that of the user pool.'),
      },
      result: shape({
        access_token: word('Its claim scoped_userpool_id says which user pool it manages.'),
        expires_in: count('Seconds.'),
      }),
    },
    async ({ domain, hints }, read) => {
      const { accessKeyId: id, accessKeySecret: secret } = read().body
      const { token, iat, exp } = await exchangeAccessKey(domain, { id, secret }, hints)
      return { access_token: token, expires_in: exp - iat }
    },
  ),
  row('GET /api/v3/list-access-key', listAccessKeys, {
    summary: 'List access keys',
    query: { userId: madeBy, type, status: listed('status', 'Only keys that are activated, or revoked.') },
    decode: ({ query }) => ({ madeBy: query.userId, enabled: enabledOf(query.status) }),
    result: Type.Array(AccessKey),
    encode: (keys) => keys.map(encode),
  }),
  row('GET /api/v3/get-access-key', getAccessKey, {
    summary: 'Read an access key',
    query: { ...named, userId: madeBy },
    decode: ({ query }) => ({ id: query.accessKeyId, madeBy: query.userId }),
    result: Type.Array(AccessKey),
    encode: (key) => alone(encode(key)),
  }),
  row('POST /api/v3/create-access-key', createAccessKey, {
    summary: 'Create an access key',
    body: { type },
    decode: () => ({}),
    result: Type.Array(shape({ ...keyFields, accessKeySecret: word('Told this once.') })),
    encode: ({ secret, ...key }) => alone({ ...encode(key), accessKeySecret: secret }),
  }),
  row('POST /api/v3/update-access-key', switchAccessKey, {
    summary: 'Switch an access key on or off',
    body: { ...named, enable: Type.Boolean({ description: 'Whether it opens anything.' }) },
    decode: ({ body }) => ({ id: body.accessKeyId, enabled: body.enable }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/delete-access-key', deleteAccessKey, {
    summary: 'Delete an access key',
    body: named,
    decode: ({ body }) => ({ id: body.accessKeyId }),
    result: success,
    encode: succeeded,
  }),
]
