import type { AccessAccount } from '#domain/access/access-account/access-account.ts'
import { changeAccessAccount, createAccessAccount, deleteAccessAccount } from '#domain/access/access-account/change.ts'
import { listAccessAccounts } from '#domain/access/access-account/list.ts'
import { restDate } from '../../../view/user.ts'
import { optionalFlag, optionalNumber, optionalText, page, text } from '../../engine/fields.ts'
import { doneResult, pageResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { AccessAccount as AccessAccountNoun } from '../nouns/application.ts'
import { applicationPath } from './application.ts'

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

export const applicationAccountRows: RestRow[] = [
  row('GET /api/v2/applications/:id/programmatic-access-accounts', listAccessAccounts, {
    summary: 'List the access accounts of an application',
    path: applicationPath,
    query: page,
    decode: ({ path, query }) => ({ applicationId: path.id, ...query }),
    result: pageResult(AccessAccountNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map((account) => encodeAccount(account)) }),
  }),
  row('POST /api/v2/applications/:id/programmatic-access-accounts', createAccessAccount, {
    summary: 'Create an access account',
    path: applicationPath,
    body: {
      tokenLifetime: optionalNumber('Of its tokens, in seconds.'),
      remarks: optionalText('What it is for.', { also: ['remark'] }),
    },
    ignored: ['appId'],
    decode: ({ path, body }) => ({ applicationId: path.id, ...body }),
    result: AccessAccountNoun,
    encode: encodeAccount,
  }),
  row('PATCH /api/v2/applications/programmatic-access-accounts', changeAccessAccount, {
    summary: 'Change an access account',
    body: {
      id: text('The access account.'),
      secret: optionalText('A secret of your own.'),
      enabled: optionalFlag('Whether it may be used.'),
    },
    decode: ({ body }) => body,
    result: AccessAccountNoun,
    encode: encodeAccount,
  }),
  row('DELETE /api/v2/applications/programmatic-access-accounts', deleteAccessAccount, {
    summary: 'Delete an access account',
    query: { id: text('The access account.') },
    decode: ({ query }) => query,
    result: doneResult,
    encode: done,
  }),
]
