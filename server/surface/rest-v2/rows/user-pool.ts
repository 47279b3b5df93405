import { admitRotation, rotateFor } from '#domain/account/pool/rotate-lost-secret.ts'
import { rotatePoolSecret } from '#domain/account/pool/rotate-secret.ts'
import {
  endManagementToken,
  endOtherManagementTokens,
  listManagementTokens,
  type ManagementToken,
} from '#domain/entry/session/end-management-token.ts'
import { getPool } from '#domain/tenancy/pool/find.ts'
import { restDate } from '../../wire/user.ts'
import { encodePool } from '../../wire/user-pool.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const pageIn = ({ query }: Parts) => ({ page: query.optionalNumber('page'), limit: query.optionalNumber('limit') })

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

export const userPoolRows: Row[] = [
  row(
    'GET /api/v2/userpools/detail',
    getPool,
    () => ({}),
    (pool, { language }) => encodePool(pool, restDate, language),
  ),
  row(
    'PATCH /api/v2/userpools/refresh-secret',
    rotatePoolSecret,
    ({ body }) => ({ overlap: body.optionalNumber('overlap') }),
    (secret) => ({ secret }),
  ),
  row(
    'PATCH /api/v2/userpools/:id/refresh-secret',
    admitRotation,
    ({ path, body }) => ({ id: path.text('id'), overlap: body.optionalNumber('overlap') }),
    async (rotation, { domain, hints }) => ({ secret: await rotateFor(domain, rotation, hints) }),
  ),
  row('GET /api/v2/userpools/management-tokens', listManagementTokens, pageIn, ({ totalCount, list, currentId }) => ({
    totalCount,
    list: list.map((token) => encodeToken(token, currentId)),
  })),
  row(
    'DELETE /api/v2/userpools/management-tokens/:id',
    endManagementToken,
    ({ path }) => ({ id: path.text('id') }),
    done,
  ),
  row(
    'POST /api/v2/userpools/management-tokens/end-others',
    endOtherManagementTokens,
    () => ({}),
    (ended) => ({ ended }),
  ),
]
