import {
  createNamespace,
  deleteNamespace,
  listNamespaces,
  type Namespace,
  updateNamespace,
} from '#domain/access/namespace/namespace.ts'
import {
  createResources,
  deleteResource,
  getResource,
  listResources,
  type Resource,
  updateResource,
} from '#domain/access/resource/resource.ts'
import { pageOf } from '#domain/shape/page.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts, Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

function encode({ createdAt, updatedAt, ...resource }: Resource) {
  return { ...resource, createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
}

/** Its number is its id here: the clients for Java and Go have a whole number for it. */
function encodeNamespace({ id: _, number, createdAt, updatedAt, ...namespace }: Namespace) {
  return { id: number, ...namespace, status: 1, createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
}

const fields = ['code', 'type', 'description', 'actions', 'apiIdentifier'] as const

const decodeNew = (body: Reader) => ({ namespace: body.optionalText('namespace'), input: body.pick(fields) })

function decodePage({ query }: Parts) {
  return pageOf(query.optionalNumber('page'), query.optionalNumber('limit'))
}

function decodeNamespace({ body }: Parts) {
  return {
    code: body.optionalText('code'),
    name: body.optionalText('name'),
    description: body.optionalText('description'),
  }
}

const namespacePath = '/api/v2/resource-namespace/:poolId'
const named = (name: 'code' | 'id') => ({
  change: (parts: Parts) => ({ ...named(name).find(parts), input: decodeNamespace(parts) }),
  find: ({ path }: Parts) => ({ key: path.text(name), byCode: name === 'code' }),
})
/** The pool stands in the path as well. */
const place = { place: ({ path }: Parts) => ({ userPoolId: path.text('poolId') }) }

export const resourceRows: Row[] = [
  row(
    'GET /api/v2/resources',
    listResources,
    (parts) => ({
      ...decodePage(parts),
      namespace: parts.query.optionalText('namespace'),
      type: parts.query.optionalText('type') ?? null,
    }),
    ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  ),
  row(
    'GET /api/v2/resources/detail',
    getResource,
    ({ query }) =>
      query.has('id')
        ? { id: query.text('id') }
        : { code: query.text('code'), namespace: query.optionalText('namespace') },
    (resource) => resource && encode(resource),
  ),
  row(
    'GET /api/v2/resources/by-code/:code',
    getResource,
    ({ path, query }) => ({ code: path.text('code'), namespace: query.optionalText('namespace') }),
    (resource) => resource && encode(resource),
  ),
  row(
    'POST /api/v2/resources/bulk',
    createResources,
    ({ body }) => {
      const namespace = body.optionalText('namespace')
      return body.objects('bulk').map((one) => {
        const resource = decodeNew(one)
        return { ...resource, namespace: resource.namespace ?? namespace }
      })
    },
    (resources) => resources.map(encode),
  ),
  row(
    'POST /api/v2/resources',
    createResources,
    ({ body }) => [decodeNew(body)],
    ([resource]) => resource && encode(resource),
  ),
  row(
    'POST /api/v2/resources/:code',
    updateResource,
    ({ path, body }) => ({ ...decodeNew(body), code: path.text('code') }),
    encode,
  ),
  row(
    'DELETE /api/v2/resources/:code',
    deleteResource,
    // The Go client says the namespace in a body.
    ({ path, query, body }) => {
      const [inQuery, inBody] = [query.optionalText('namespace'), body.optionalText('namespace')]
      return { code: path.text('code'), namespace: inQuery ?? inBody }
    },
    done,
  ),
  row(
    `GET ${namespacePath}`,
    listNamespaces,
    decodePage,
    ({ totalCount, list }) => ({ total: totalCount, list: list.map(encodeNamespace) }),
    place,
  ),
  row(`POST ${namespacePath}`, createNamespace, decodeNamespace, encodeNamespace, place),
  row(`PUT ${namespacePath}/code/:code`, updateNamespace, named('code').change, encodeNamespace, place),
  row(`DELETE ${namespacePath}/code/:code`, deleteNamespace, named('code').find, done, place),
  row(`PUT ${namespacePath}/:id`, updateNamespace, named('id').change, encodeNamespace, place),
  row(`DELETE ${namespacePath}/:id`, deleteNamespace, named('id').find, done, place),
]
