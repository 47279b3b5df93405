import { changeSubAccount } from '#domain/entry/sub-account/change.ts'
import { createSubAccount } from '#domain/entry/sub-account/create.ts'
import { deleteSubAccount } from '#domain/entry/sub-account/delete.ts'
import { listSubAccounts } from '#domain/entry/sub-account/list.ts'
import type { SubAccount } from '#domain/entry/sub-account/sub-account.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const applicationOf = ({ path }: Parts) => ({ applicationId: path.text('id') })
const placeOf = (parts: Parts) => ({ ...applicationOf(parts), id: parts.path.text('subAccountId') })

function encodeSubAccount({ userPoolId, createdAt, updatedAt, applicationId, ...subAccount }: SubAccount) {
  return { ...subAccount, appId: applicationId, createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
}

/** The official clients sign in by sub-accounts and do not manage them, so these paths are this server's own. */
export const subAccountRows: Row[] = [
  row(
    'GET /api/v2/applications/:id/sub-accounts',
    listSubAccounts,
    (parts) => ({
      ...applicationOf(parts),
      userId: parts.query.optionalText('userId'),
      page: parts.query.optionalNumber('page'),
      limit: parts.query.optionalNumber('limit'),
    }),
    ({ totalCount, list }) => ({ totalCount, list: list.map(encodeSubAccount) }),
  ),
  row(
    'POST /api/v2/applications/:id/sub-accounts',
    createSubAccount,
    (parts) => ({
      ...applicationOf(parts),
      userId: parts.body.text('userId'),
      account: parts.body.text('account'),
      password: parts.body.text('password'),
    }),
    encodeSubAccount,
  ),
  row(
    'PUT /api/v2/applications/:id/sub-accounts/:subAccountId',
    changeSubAccount,
    (parts) => ({
      ...placeOf(parts),
      account: parts.body.optionalText('account'),
      password: parts.body.optionalText('password'),
      enabled: parts.body.has('enabled') ? parts.body.flag('enabled') : undefined,
    }),
    encodeSubAccount,
  ),
  row('DELETE /api/v2/applications/:id/sub-accounts/:subAccountId', deleteSubAccount, placeOf, done),
]
