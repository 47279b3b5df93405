import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import type { Page } from '#domain/shape/page.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import {
  findNamespaces,
  type Namespace,
  listNamespaces as readPage,
} from '#domain/tenancy/namespace/namespace-store.ts'
import { isBuiltIn } from '#domain/tenancy/namespace/require.ts'

/** What there is to know of one, whether it has a row or is there in every pool. */
export type NamespaceDetails = Pick<Namespace, 'code' | 'name' | 'description'>

/** The namespace of that code, 404 when there is none. */
export const demandNamespace: Question<{ code: string }, NamespaceDetails> = {
  name: 'namespace.demand',
  admits: 'manager',
  async answer(before, { code }) {
    const [namespace] = await detailsOf(before, [code])
    return namespace ?? refuse(404, { variant: 'namespace', values: { key: code } })
  },
}

/** Those of the codes that are namespaces, in the order asked for. */
export const getNamespaces: Question<{ codes: string[] }, NamespaceDetails[]> = {
  name: 'namespace.get-batch',
  admits: 'manager',
  async answer(before, { codes }) {
    requireSome(codes, 'codeList')
    return detailsOf(before, codes)
  },
}

async function detailsOf({ reader, pool }: Before, codes: string[]): Promise<NamespaceDetails[]> {
  const found = new Map((await findNamespaces(reader, pool.id, codes)).map((one) => [one.code, one]))
  return [...new Set(codes)].flatMap(
    (code) => found.get(code) ?? (isBuiltIn(code) ? { code, name: code, description: null } : []),
  )
}

/** Those that were made in the pool, newest first; `keywords` stand in the code or the name. */
export const listNamespaces: Question<
  Page & { keywords?: string | undefined },
  { totalCount: number; list: Namespace[] }
> = {
  name: 'namespace.list',
  admits: 'manager',
  answer({ reader, pool }, { keywords, ...page }) {
    return readPage(reader, pool.id, { ...page, keywords: keywords && checkedText(keywords, 'keywords') })
  },
}
