import { changeSubAccount } from '#domain/entry/sub-account/change.ts'
import { createSubAccount } from '#domain/entry/sub-account/create.ts'
import { deleteSubAccount } from '#domain/entry/sub-account/delete.ts'
import { listSubAccounts } from '#domain/entry/sub-account/list.ts'
import type { SubAccount } from '#domain/entry/sub-account/sub-account.ts'
import { restDate } from '../../../view/user.ts'
import { optionalFlag, optionalText, page, text } from '../../engine/fields.ts'
import { doneResult, pageResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { SubAccount as SubAccountNoun } from '../nouns/application.ts'

function encodeSubAccount({ userPoolId, createdAt, updatedAt, applicationId, ...subAccount }: SubAccount) {
  return { ...subAccount, appId: applicationId, createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
}

const below = '/api/v2/applications/:id/sub-accounts'

/** The official clients sign in by sub-accounts and do not manage them, so these paths are this server's own. */
export const subAccountRows: RestRow[] = [
  row(`GET ${below}`, listSubAccounts, {
    summary: 'List the sub-accounts of an application',
    query: { userId: optionalText('Only those of this person.'), ...page },
    decode: ({ path, query }) => ({ applicationId: path.id, ...query }),
    result: pageResult(SubAccountNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeSubAccount) }),
  }),
  row(`POST ${below}`, createSubAccount, {
    summary: 'Create a sub-account',
    body: {
      userId: text('The person.'),
      account: text('Its name.'),
      password: text('Its password, encrypted under the public key.'),
    },
    decode: ({ path, body }) => ({ applicationId: path.id, ...body }),
    result: SubAccountNoun,
    encode: encodeSubAccount,
  }),
  row(`PUT ${below}/:subAccountId`, changeSubAccount, {
    summary: 'Change a sub-account',
    body: {
      account: optionalText('Its name.'),
      password: optionalText('Its password, encrypted under the public key.'),
      enabled: optionalFlag('Whether it may be used.'),
    },
    decode: ({ path, body }) => ({ applicationId: path.id, id: path.subAccountId, ...body }),
    result: SubAccountNoun,
    encode: encodeSubAccount,
  }),
  row(`DELETE ${below}/:subAccountId`, deleteSubAccount, {
    summary: 'Delete a sub-account',
    decode: ({ path }) => ({ applicationId: path.id, id: path.subAccountId }),
    result: doneResult,
    encode: done,
  }),
]
