import Type from 'typebox'
import {
  demandResource,
  getResources,
  listResources,
  listResourcesOfAll,
  type PlacedResource,
  type Resource,
} from '#domain/access/resource/find.ts'
import { createResources, deleteResources, updateResource } from '#domain/access/resource/resource.ts'
import { checkedText } from '#domain/shape/text.ts'
import { restDate } from '../../../../view/user.ts'
import {
  anyText,
  choice,
  listed,
  objects,
  optionalChoice,
  optionalText,
  said,
  someListed,
  text,
  texts,
} from '../../../engine/fields.ts'
import { pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { resourceCode } from '../../codes.ts'
import { page, succeeded, success } from '../../fields.ts'
import { PlacedResource as PlacedNoun, ResourceDetails, resourceTypes } from '../../nouns/access.ts'

function encode({ code, name, description, type, actions, apiIdentifier, namespace }: Resource) {
  return { code, name, description, type, actions, apiIdentifier, namespace }
}

function encodePlaced(resource: PlacedResource) {
  const { id, namespaceId, namespaceName, userPoolId, createdAt, updatedAt } = resource
  const times = { createdAt: restDate(createdAt), updatedAt: restDate(updatedAt) }
  return { ...encode(resource), id, namespaceId, namespaceName, userPoolId, ...times }
}

const namespace = optionalText('The code of the namespace; the default one when left out.')

const about = {
  name: optionalText('What people read.'),
  description: optionalText('What it is.'),
  actions: said(
    objects('What can be done with it.', { name: text('The action.'), description: optionalText('What it does.') }),
  ),
  apiIdentifier: optionalText('The address of an API.'),
}
const fields = {
  code: resourceCode('Letters and signs of ASCII without space and star; unique in the namespace.'),
  type: choice(resourceTypes, 'What kind of thing it is.'),
  ...about,
}

/** How one is named that is looked for: whatever it is, there is one of that code or there is none. */
const sought = { code: anyText('The code of the resource.'), namespace }

/** Longer ones than these clients may give are found in lists, and deleted with several. */
const short = (code: string) => checkedText(code, 'code', 64)

export const resourceRows: RestRow[] = [
  row('POST /api/v3/create-resource', createResources, {
    summary: 'Create a resource',
    body: { ...fields, namespace },
    decode: ({ body: { namespace, ...input } }) => [{ namespace, input }],
    result: ResourceDetails,
    encode: ([resource]) => encode(resource as Resource),
  }),
  row('POST /api/v3/create-resources-batch', createResources, {
    summary: 'Create several resources, all or none',
    body: { list: objects('The resources, at most 1000.', fields), namespace },
    decode: ({ body }) => body.list.map((input) => ({ namespace: body.namespace, input })),
    result: success,
    encode: succeeded,
  }),
  row('GET /api/v3/get-resource', demandResource, {
    summary: 'Read a resource',
    query: sought,
    decode: ({ query }) => query,
    result: ResourceDetails,
    encode,
  }),
  row('GET /api/v3/get-resources-batch', getResources, {
    summary: 'Read several resources; those that there are',
    query: { codeList: someListed('codeList', 'The codes of the resources.'), namespace },
    decode: ({ query }) => ({ codes: query.codeList, namespace: query.namespace }),
    result: Type.Array(ResourceDetails),
    encode: (resources) => resources.map(encode),
  }),
  row('GET /api/v3/list-common-resource', listResourcesOfAll, {
    summary: 'List the resources of several namespaces, or of all',
    query: {
      ...page,
      keyword: optionalText('Only those in whose code or name this stands.'),
      namespaceCodeList: listed('namespaceCodeList', 'Only of these namespaces.'),
    },
    decode: ({ query: { namespaceCodeList, ...asked } }) => ({ ...asked, namespaces: namespaceCodeList ?? null }),
    result: pageResult(PlacedNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodePlaced) }),
  }),
  row('GET /api/v3/list-resources', listResources, {
    summary: 'List the resources of a namespace',
    query: { ...page, namespace, type: optionalChoice(resourceTypes, 'Only resources of this type.') },
    decode: ({ query: { type = null, ...asked } }) => ({ ...asked, type }),
    result: pageResult(ResourceDetails),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encode) }),
  }),
  row('POST /api/v3/update-resource', updateResource, {
    summary: 'Change a resource',
    body: { ...sought, ...about, type: optionalChoice(resourceTypes, 'What kind of thing it is.') },
    decode: ({ body: { code, namespace, ...input } }) => ({ code, namespace, input }),
    result: ResourceDetails,
    encode,
  }),
  row('POST /api/v3/delete-resource', deleteResources, {
    summary: 'Delete a resource, if there is one of that code',
    body: sought,
    decode: ({ body }) => ({ codes: [short(body.code)], ids: [], namespace: body.namespace }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/delete-resources-batch', deleteResources, {
    summary: 'Delete several resources, by their codes or ids; those that there are',
    body: { codeList: said(texts('The codes of the resources.')), ids: said(texts('Their ids.')), namespace },
    decode: ({ body: { codeList = [], ids = [], namespace } }) => ({ codes: codeList, ids, namespace }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/delete-common-resources-batch', deleteResources, {
    summary: 'Delete resources by their ids; those that there are',
    body: { ids: texts('The ids of the resources.') },
    decode: ({ body }) => ({ codes: [], ids: body.ids }),
    result: success,
    encode: succeeded,
  }),
]
