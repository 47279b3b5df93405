import type { AccessAccount } from '#domain/access/access-account/access-account.ts'
import { changeAccessAccount, createAccessAccount, deleteAccessAccount } from '#domain/access/access-account/change.ts'
import { listAccessAccounts } from '#domain/access/access-account/list.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const applicationOf = ({ path }: Parts) => ({ applicationId: path.optionalText('id') ?? '' })

/** The secret stands here once, when it was made. */
function encodeAccount({ secret = null, ...account }: AccessAccount & { secret?: string | null }) {
  return {
    id: account.id,
    appId: account.applicationId,
    secret,
    tokenLifetime: account.tokenLifetime,
    remarks: account.remarks,
    enabled: account.enabled,
    userId: null,
    createdAt: restDate(account.createdAt),
    updatedAt: restDate(account.updatedAt),
  }
}

export const applicationAccountRows: Row[] = [
  row(
    'GET /api/v2/applications/:id/programmatic-access-accounts',
    listAccessAccounts,
    (parts) => ({
      ...applicationOf(parts),
      page: parts.query.optionalNumber('page'),
      limit: parts.query.optionalNumber('limit'),
    }),
    ({ totalCount, list }) => ({ totalCount, list: list.map((account) => encodeAccount(account)) }),
  ),
  row(
    'POST /api/v2/applications/:id/programmatic-access-accounts',
    createAccessAccount,
    (parts) => ({
      ...applicationOf(parts),
      tokenLifetime: parts.body.optionalNumber('tokenLifetime'),
      remarks: parts.body.optionalText('remarks', 'remark'),
    }),
    encodeAccount,
    { ignored: ['appId'] },
  ),
  row(
    'PATCH /api/v2/applications/programmatic-access-accounts',
    changeAccessAccount,
    ({ body }) => ({
      id: body.text('id'),
      secret: body.optionalText('secret'),
      enabled: body.has('enabled') ? body.flag('enabled') : undefined,
    }),
    encodeAccount,
  ),
  row(
    'DELETE /api/v2/applications/programmatic-access-accounts',
    deleteAccessAccount,
    ({ query }) => ({ id: query.text('id') }),
    done,
  ),
]
