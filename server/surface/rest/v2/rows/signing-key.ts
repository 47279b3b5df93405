import Type from 'typebox'
import { type KeyState, listSigningKeys } from '#domain/tenancy/key/list-signing-keys.ts'
import { revokeSigningKey } from '#domain/tenancy/key/revoke-signing-key.ts'
import { rotateSigningKey } from '#domain/tenancy/key/rotate-signing-key.ts'
import { optionalNumber, text } from '../../engine/fields.ts'
import { doneResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { SigningKey } from '../nouns/pool.ts'

const encodeKey = ({ createdAt, activeAt, endsAt, ...key }: KeyState) => ({
  ...key,
  createdAt: createdAt.toISOString(),
  activeAt: activeAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
})

export const signingKeyRows: RestRow[] = [
  row('GET /api/v2/signing-keys', listSigningKeys, {
    summary: 'List the keys with which the installation signs',
    decode: () => ({}),
    result: Type.Array(SigningKey),
    encode: (keys) => keys.map(encodeKey),
  }),
  row('POST /api/v2/signing-keys', rotateSigningKey, {
    summary: 'Make a new key to sign with',
    body: {
      algorithm: text('RS256, ES256 or EdDSA.'),
      activeAfter: optionalNumber('Seconds after which it signs; others learn of it meanwhile.'),
    },
    decode: ({ body }) => body,
    result: SigningKey,
    encode: encodeKey,
  }),
  row('DELETE /api/v2/signing-keys/:kid', revokeSigningKey, {
    summary: 'Revoke a key: nothing that it signed is believed any more',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
]
