import Type from 'typebox'
import { listNamespaces } from '#domain/access/namespace/find.ts'
import {
  createNamespaces,
  deleteNamespace,
  type Namespace,
  updateNamespace,
} from '#domain/access/namespace/namespace.ts'
import { getResource, listResources, type Resource } from '#domain/access/resource/find.ts'
import { createResources, deleteResource, updateResource } from '#domain/access/resource/resource.ts'
import { pageOf } from '#domain/shape/page.ts'
import { restDate } from '../../../view/user.ts'
import { objects, optionalText, optionalUnchecked, page, required } from '../../engine/fields.ts'
import { count, doneResult, nullable, pageResult, shape } from '../../engine/results.ts'
import { done, type Peek, type RestRow, row } from '../../engine/row.ts'
import { Namespace as NamespaceNoun, Resource as ResourceNoun } from '../nouns/access.ts'

/** This generation of clients knows no names of resources. */
function encode({ name: _, createdAt, updatedAt, ...resource }: Resource) {
  return { ...resource, createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
}

/** Its number is its id here: the clients for Java and Go have a whole number for it. */
function encodeNamespace({ id: _, number, createdAt, updatedAt, ...namespace }: Namespace) {
  const times = { createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
  return { id: number, ...namespace, status: 1 as const, ...times }
}

const namespace = optionalText('The namespace of the resource; the default one when left out.')

const resourceFields = {
  namespace,
  code: optionalUnchecked('Unique in its namespace.', { type: 'string' }),
  type: optionalUnchecked('DATA, API, MENU, BUTTON or UI.', { type: 'string' }),
  description: optionalUnchecked('What it is.', { type: 'string' }),
  actions: optionalUnchecked('What can be done with it: names, or [{name, description}].', { type: 'array' }),
  apiIdentifier: optionalUnchecked('The address of an API.', { type: 'string' }),
}

const decodeNew = <Input extends object>({ namespace, ...input }: Input & { namespace?: string }) => ({
  namespace,
  input,
})

const namespaceFields = {
  code: optionalText('Letters, digits, _, - and .; unique in the pool.'),
  name: optionalText('What people read.'),
  description: optionalText('What it is for.'),
}

const namespacePath = '/api/v2/resource-namespace/:poolId'
/** The pool stands in the path as well. */
const place = (peek: Peek) => ({ userPoolId: peek('path', 'poolId') })

export const resourceRows: RestRow[] = [
  row('GET /api/v2/resources', listResources, {
    summary: 'List resources',
    query: { ...page, namespace, type: optionalText('Only resources of this type.') },
    decode: ({ query }) => ({
      ...pageOf(query.page, query.limit),
      namespace: query.namespace,
      type: query.type ?? null,
    }),
    result: pageResult(ResourceNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('GET /api/v2/resources/detail', getResource, {
    summary: 'Read a resource by its id, or by code and namespace',
    query: { id: optionalText('The id of the resource.'), code: optionalText('Its code, without an id.'), namespace },
    decode: ({ query: { id, code, namespace } }) => (id === undefined ? { code: required(code), namespace } : { id }),
    result: nullable(ResourceNoun),
    encode: (resource) => resource && encode(resource),
  }),
  row('GET /api/v2/resources/by-code/:code', getResource, {
    summary: 'Read a resource by its code',
    query: { namespace },
    decode: ({ path, query }) => ({ code: path.code, namespace: query.namespace }),
    result: nullable(ResourceNoun),
    encode: (resource) => resource && encode(resource),
  }),
  row('POST /api/v2/resources/bulk', createResources, {
    summary: 'Create several resources',
    body: { namespace, bulk: objects('The resources.', resourceFields) },
    decode: ({ body }) =>
      body.bulk.map((one) => {
        const resource = decodeNew(one)
        return { ...resource, namespace: resource.namespace ?? body.namespace }
      }),
    result: Type.Array(ResourceNoun),
    encode: (resources) => resources.map(encode),
  }),
  row('POST /api/v2/resources', createResources, {
    summary: 'Create a resource',
    body: resourceFields,
    decode: ({ body }) => [decodeNew(body)],
    result: ResourceNoun,
    encode: ([resource]) => encode(resource as Resource),
  }),
  row('POST /api/v2/resources/:code', updateResource, {
    summary: 'Change a resource',
    body: resourceFields,
    decode: ({ path, body }) => ({ ...decodeNew(body), code: path.code }),
    result: ResourceNoun,
    encode,
  }),
  row('DELETE /api/v2/resources/:code', deleteResource, {
    summary: 'Delete a resource',
    query: { namespace },
    // The Go client says the namespace in a body.
    body: { namespace },
    decode: ({ path, query, body }) => ({ code: path.code, namespace: query.namespace ?? body.namespace }),
    result: doneResult,
    encode: done,
  }),
  row(`GET ${namespacePath}`, listNamespaces, {
    summary: 'List namespaces',
    query: page,
    place,
    decode: ({ query }) => pageOf(query.page, query.limit),
    result: shape({ total: count(), list: Type.Array(NamespaceNoun) }),
    encode: ({ totalCount, list }) => ({ total: totalCount, list: list.map(encodeNamespace) }),
  }),
  row(`POST ${namespacePath}`, createNamespaces, {
    summary: 'Create a namespace',
    body: namespaceFields,
    place,
    decode: ({ body }) => [body],
    result: NamespaceNoun,
    encode: ([namespace]) => encodeNamespace(namespace as Namespace),
  }),
  row(`PUT ${namespacePath}/code/:code`, updateNamespace, {
    summary: 'Change a namespace, by its code',
    body: namespaceFields,
    place,
    decode: ({ path, body }) => ({ key: path.code, byCode: true, input: body }),
    result: NamespaceNoun,
    encode: encodeNamespace,
  }),
  row(`DELETE ${namespacePath}/code/:code`, deleteNamespace, {
    summary: 'Delete a namespace, by its code',
    place,
    decode: ({ path }) => ({ key: path.code, byCode: true }),
    result: doneResult,
    encode: done,
  }),
  row(`PUT ${namespacePath}/:id`, updateNamespace, {
    summary: 'Change a namespace, by its id',
    body: namespaceFields,
    place,
    decode: ({ path, body }) => ({ key: path.id, byCode: false, input: body }),
    result: NamespaceNoun,
    encode: encodeNamespace,
  }),
  row(`DELETE ${namespacePath}/:id`, deleteNamespace, {
    summary: 'Delete a namespace, by its id',
    place,
    decode: ({ path }) => ({ key: path.id, byCode: false }),
    result: doneResult,
    encode: done,
  }),
]
