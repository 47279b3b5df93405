import { type KeyState, listSigningKeys } from '#domain/tenancy/key/list-signing-keys.ts'
import { revokeSigningKey } from '#domain/tenancy/key/revoke-signing-key.ts'
import { rotateSigningKey } from '#domain/tenancy/key/rotate-signing-key.ts'
import { done, type Row, row } from '../row.ts'

const encodeKey = ({ createdAt, activeAt, endsAt, ...key }: KeyState) => ({
  ...key,
  createdAt: createdAt.toISOString(),
  activeAt: activeAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
})

export const signingKeyRows: Row[] = [
  row(
    'GET /api/v2/signing-keys',
    listSigningKeys,
    () => ({}),
    (keys) => keys.map(encodeKey),
  ),
  row(
    'POST /api/v2/signing-keys',
    rotateSigningKey,
    ({ body }) => ({ algorithm: body.text('algorithm'), activeAfter: body.optionalNumber('activeAfter') }),
    encodeKey,
  ),
  row('DELETE /api/v2/signing-keys/:kid', revokeSigningKey, ({ path }) => ({ kid: path.text('kid') }), done),
]
