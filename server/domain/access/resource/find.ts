import { refuse } from '@menshen/contract/errors'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findNamespaces } from '#domain/tenancy/namespace/namespace-store.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { numbered, numberedOne, type Resource } from './numbered.ts'
import { findResourceById, findResources, listResources as readPage } from './resource-store.ts'

export type { Resource } from './numbered.ts'

interface ResourceName {
  code: string
  namespace?: string | null | undefined
}

/** By its id, or by its code in a namespace; null when there is none. */
export const getResource: Question<{ id: string } | ResourceName, Resource | null> = {
  name: 'resource.get',
  admits: 'manager',
  async answer({ reader, pool }, by) {
    const [resource] =
      'id' in by
        ? [await findResourceById(reader, pool.id, by.id)]
        : await findResources(reader, pool.id, namespaceOf(by.namespace), [by.code])
    return resource ? numberedOne(reader, resource) : null
  },
}

/** By its code in a namespace, 404 when there is none. */
export const demandResource: Question<ResourceName, Resource> = {
  name: 'resource.demand',
  admits: 'manager',
  async answer(before, by) {
    const missing = { variant: 'resource', values: { key: by.code } } as const
    return (await getResource.answer(before, by)) ?? refuse(404, missing)
  },
}

/** Those of the codes that a namespace has, in the order asked for. */
export const getResources: Question<{ codes: string[]; namespace?: string | null | undefined }, Resource[]> = {
  name: 'resource.get-batch',
  admits: 'manager',
  async answer({ reader, pool }, { codes, namespace }) {
    requireSome(codes, 'codeList')
    const resources = await findResources(reader, pool.id, namespaceOf(namespace), codes)
    const found = new Map((await numbered(reader, pool.id, resources)).map((one) => [one.code, one]))
    return [...new Set(codes)].flatMap((code) => found.get(code) ?? [])
  },
}

export interface ResourcePage {
  totalCount: number
  list: Resource[]
}

/** One page of a namespace, newest first. */
export const listResources: Question<
  Page & { namespace?: string | null | undefined; type: string | null },
  ResourcePage
> = {
  name: 'resource.list',
  admits: 'manager',
  async answer({ reader, pool }, { namespace, ...asked }) {
    const of = { ...asked, namespaces: [namespaceOf(namespace)] }
    const { totalCount, list } = await readPage(reader, pool.id, of)
    return { totalCount, list: await numbered(reader, pool.id, list) }
  },
}

/** With what people read of the namespace; one without a name of its own goes by its code. */
export type PlacedResource = Resource & { namespaceName: string }

/** One page of several namespaces, or of all of them, newest first; `keyword` stands in the code or the name. */
export const listResourcesOfAll: Question<
  Page & { namespaces: string[] | null; keyword?: string | undefined },
  { totalCount: number; list: PlacedResource[] }
> = {
  name: 'resource.list-of-all',
  admits: 'manager',
  async answer({ reader, pool }, { namespaces, keyword, ...page }) {
    requireFew(namespaces ?? [], 'namespaceCodeList', 100)
    const filter = { namespaces, type: null, keyword: keyword && checkedText(keyword, 'keyword') }
    const { totalCount, list } = await readPage(reader, pool.id, { ...page, ...filter })
    const codes = [...new Set(list.map(({ namespace }) => namespace))]
    const names = new Map((await findNamespaces(reader, pool.id, codes)).map(({ code, name }) => [code, name]))
    const placed = await numbered(reader, pool.id, list)
    return {
      totalCount,
      list: placed.map((one) => ({ ...one, namespaceName: names.get(one.namespace) ?? one.namespace })),
    }
  },
}
