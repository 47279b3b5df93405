import Type from 'typebox'
import { demandNamespace, getNamespaces, listNamespaces, type NamespaceDetails } from '#domain/access/namespace/find.ts'
import {
  createNamespaces,
  deleteNamespace,
  deleteNamespaces,
  updateNamespace,
} from '#domain/access/namespace/namespace.ts'
import { searchRoles } from '#domain/structure/role/find.ts'
import type { Role } from '#domain/structure/role/role.ts'
import { restDate } from '../../../../view/user.ts'
import { objects, optionalText, said, someListed, text, texts } from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { namespaceCode } from '../../codes.ts'
import { page, succeeded, success } from '../../fields.ts'
import { NamespaceDetails as NamespaceNoun, RoleOfNamespace } from '../../nouns/access.ts'

const encode = ({ code, name, description }: NamespaceDetails) => ({ code, name, description })

function encodeRole({ id, code, name, description, namespace, updatedAt }: Role) {
  return { id, code, name: name ?? code, description, namespace, updatedAt: restDate(updatedAt) }
}

const about = {
  name: optionalText('What people read; the code when left out.'),
  description: optionalText('What it is for.'),
}
const fields = { code: namespaceCode('Letters, digits, _, - and .; unique in the pool.'), ...about }

export const namespaceRows: RestRow[] = [
  row('POST /api/v3/create-namespace', createNamespaces, {
    summary: 'Create a namespace',
    body: fields,
    decode: ({ body }) => [body],
    result: NamespaceNoun,
    encode: ([namespace]) => encode(namespace as NamespaceDetails),
  }),
  row('POST /api/v3/create-namespaces-batch', createNamespaces, {
    summary: 'Create several namespaces, all or none',
    body: { list: objects('The namespaces.', fields) },
    decode: ({ body }) => body.list,
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/get-namespace', demandNamespace, {
    summary: 'Read a namespace',
    query: { code: text('The code of the namespace.') },
    decode: ({ query }) => query,
    result: NamespaceNoun,
    encode,
  }),
  row('GET /api/v3/get-namespaces-batch', getNamespaces, {
    summary: 'Read several namespaces; those that there are',
    query: { codeList: someListed('codeList', 'The codes of the namespaces.') },
    decode: ({ query }) => ({ codes: query.codeList }),
    result: Type.Array(NamespaceNoun),
    encode: (namespaces) => namespaces.map(encode),
  }),
  row('POST /api/v3/update-namespace', updateNamespace, {
    summary: 'Change a namespace; what is in it stays in it',
    body: { code: text('The code of the namespace.'), ...about, newCode: said(namespaceCode('Another code for it.')) },
    decode: ({ body: { code, newCode, ...input } }) => ({
      key: code,
      byCode: true,
      input: { ...input, code: newCode },
    }),
    result: NamespaceNoun,
    encode,
  }),
  row('POST /api/v3/delete-namespace', deleteNamespace, {
    summary: 'Delete a namespace, with everything in it',
    body: { code: text('The code of the namespace.') },
    decode: ({ body }) => ({ key: body.code, byCode: true }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/delete-namespaces-batch', deleteNamespaces, {
    summary: 'Delete several namespaces, with everything in them',
    body: { codeList: texts('Their codes, at most 100; one that is no namespace is passed over.') },
    decode: ({ body }) => ({ codes: body.codeList }),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/list-namespaces', listNamespaces, {
    summary: 'List namespaces',
    query: { ...page, keywords: optionalText('Only those in whose code or name this stands.') },
    decode: ({ query }) => query,
    result: pageResult(NamespaceNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('GET /api/v3/list-namespace-roles', searchRoles, {
    summary: 'List the roles of a namespace',
    query: {
      ...page,
      code: text('The code of the namespace.'),
      keywords: optionalText('Only those in whose code or name this stands.'),
    },
    decode: ({ query: { code, keywords, ...asked } }) => ({ ...asked, namespace: code, text: keywords }),
    result: pageResult(RoleOfNamespace),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeRole) }),
  }),
]
