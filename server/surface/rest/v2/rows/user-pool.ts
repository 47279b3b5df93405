import { admitRotation, rotateFor } from '#domain/account/pool/rotate-lost-secret.ts'
import { rotatePoolSecret } from '#domain/account/pool/rotate-secret.ts'
import {
  endManagementToken,
  endOtherManagementTokens,
  listManagementTokens,
  type ManagementToken,
} from '#domain/entry/session/end-management-token.ts'
import { getPool } from '#domain/tenancy/pool/find.ts'
import { restDate } from '../../../view/user.ts'
import { encodePool } from '../../../view/user-pool.ts'
import { optionalNumber, page } from '../../engine/fields.ts'
import { count, doneResult, pageResult, shape, word } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { UserPool } from '../nouns/pool.ts'
import { ManagementToken as ManagementTokenNoun } from '../nouns/session.ts'

function encodeToken(
  { id, createdAt, expiresAt, endsBy, ip, userAgent }: ManagementToken,
  currentId: string | undefined,
) {
  return {
    id,
    current: id === currentId,
    createdAt: restDate(createdAt),
    expiresAt: restDate(expiresAt),
    endsBy: restDate(endsBy),
    ip,
    userAgent,
  }
}

const overlap = {
  overlap: optionalNumber('Seconds for which the secret before it is still taken; none when left out.'),
}
const secret = shape({ secret: word('Told this once.') })

export const userPoolRows: RestRow[] = [
  row('GET /api/v2/userpools/detail', getPool, {
    summary: 'Read the user pool and its settings',
    decode: () => ({}),
    result: UserPool,
    encode: (pool, { language }) => encodePool(pool, restDate, language),
  }),
  row('PATCH /api/v2/userpools/refresh-secret', rotatePoolSecret, {
    summary: 'Replace the secret of the user pool',
    body: overlap,
    decode: ({ body }) => body,
    result: secret,
    encode: (secret) => ({ secret }),
  }),
  row('PATCH /api/v2/userpools/:id/refresh-secret', admitRotation, {
    summary: 'Replace the lost secret of a user pool, as the operator',
    body: overlap,
    decode: ({ path, body }) => ({ ...path, ...body }),
    result: secret,
    encode: async (rotation, { domain, hints }) => ({ secret: await rotateFor(domain, rotation, hints) }),
  }),
  row('GET /api/v2/userpools/management-tokens', listManagementTokens, {
    summary: 'List the management tokens of the user pool',
    query: page,
    decode: ({ query }) => query,
    result: pageResult(ManagementTokenNoun),
    encode: ({ totalCount, list, currentId }) => ({
      totalCount,
      list: list.map((token) => encodeToken(token, currentId)),
    }),
  }),
  row('DELETE /api/v2/userpools/management-tokens/:id', endManagementToken, {
    summary: 'End a management token',
    decode: ({ path }) => path,
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/userpools/management-tokens/end-others', endOtherManagementTokens, {
    summary: 'End all other management tokens',
    decode: () => ({}),
    result: shape({ ended: count() }),
    encode: (ended) => ({ ended }),
  }),
]
