import Type from 'typebox'
import { unlinkOwnSource } from '#domain/account/account-linking/unlink-identity.ts'
import { listOwnIdentities } from '#domain/people/identity/list.ts'
import { encodeIdentity } from '../../../../view/identity.ts'
import { text } from '../../../engine/fields.ts'
import { doneResult } from '../../../engine/results.ts'
import { done, type RestRow, row } from '../../../engine/row.ts'
import { Identity } from '../../../nouns/identity.ts'

const unlinked = { 'zh-CN': '解绑成功', 'en-US': 'Unlinked' } as const

export const identityRows: RestRow[] = [
  row('GET /api/v3/get-identities', listOwnIdentities, {
    summary: 'List your accounts at other providers',
    decode: () => ({}),
    result: Type.Array(Identity),
    encode: (identities) => identities.map(encodeIdentity),
  }),
  row('POST /api/v3/unlink-extidp', unlinkOwnSource, {
    summary: 'Take the accounts of an identity source from yours',
    body: { extIdpId: text('The identity source.') },
    decode: ({ body }) => body,
    result: doneResult,
    encode: done,
    saying: unlinked,
  }),
]
