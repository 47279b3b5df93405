import type { Language } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf } from '../wire/origin.ts'
import { languageOf } from './language-of.ts'
import { type Leaf, readLibrary } from './library.ts'
import type { Pages } from './mount.ts'
import { pageHeaders } from './page-headers.ts'
import { renderLeaf } from './render-leaf.ts'
import { indexLibrary, searchDocs } from './search-docs.ts'
import { renderDocs } from './view/docs.ts'
import { renderDocsSearch } from './view/docs-search.ts'
import { renderFailure } from './view/failure.ts'

const words = {
  'en-US': {
    folders: { '': 'Menshen', guides: 'Guides', reference: 'Reference', decisions: 'Decisions' },
  },
  'zh-CN': {
    folders: { '': 'Menshen', guides: '指南', reference: '参考', decisions: '决策记录' },
  },
}

/** `GET /docs/*`: the project's own documentation, of the version that is running. */
export function serveDocs(app: FastifyInstance, pages: Pages): void {
  const library = readLibrary()
  const passages = indexLibrary(library)
  const rendered = new Map<Leaf, ReturnType<typeof renderLeaf>>()

  function find(address: string, language: Language): Leaf | undefined {
    const versions = library.filter((leaf) => leaf.address === address)
    return versions.find((leaf) => leaf.language === language) ?? versions[0]
  }

  function contentOf(leaf: Leaf) {
    const known = rendered.get(leaf) ?? renderLeaf(leaf)
    rendered.set(leaf, known)
    return known
  }

  async function answer(request: FastifyRequest, address: string) {
    const language = languageOf(request.headers)
    const leaf = find(address, language)
    const frame = { language, assets: pages.look.assets('page'), version: pages.version }
    if (!leaf) {
      const missing = { cause: 'no-document', way: { to: 'docs' }, code: null, requestId: null } as const
      return { code: 404, html: renderFailure({ ...frame, ...missing }) }
    }
    const navigation = contents(library, language, address)
    return {
      code: 200,
      html: renderDocs({ ...frame, title: leaf.title, navigation, ...contentOf(leaf), bodyLanguage: leaf.language }),
    }
  }

  app.get('/docs', async (request, reply) => {
    const { code, html } = await answer(request, '')
    return reply.code(code).headers(headersOf(request)).type('text/html').send(html)
  })
  app.get('/docs/search', async (request: FastifyRequest<{ Querystring: { q?: unknown } }>, reply) => {
    const language = languageOf(request.headers)
    const asked = request.query.q
    const query = typeof asked === 'string' ? asked.trim().slice(0, 100) : ''
    const html = renderDocsSearch({
      language,
      assets: pages.look.assets('page'),
      version: pages.version,
      navigation: contents(library, language, null),
      query,
      found: searchDocs(passages, query, language),
    })
    return reply.headers(headersOf(request)).type('text/html').send(html)
  })
  app.get('/docs/*', async (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const { code, html } = await answer(request, request.params['*'].replace(/\/$|\.md$/, ''))
    return reply.code(code).headers(headersOf(request)).type('text/html').send(html)
  })

  function headersOf(request: FastifyRequest) {
    const { origin } = originOf(request, pages.addresses)
    return { ...pageHeaders(origin), 'cache-control': 'no-cache' }
  }
}

/** What a newcomer reads first stands first, the rest by name. */
function byUse(one: Leaf, other: Leaf): number {
  const rank = ({ address }: Leaf) => (address === '' ? 0 : address === 'guides/before-you-begin' ? 1 : 2)
  return rank(one) - rank(other) || (one.address < other.address ? -1 : 1)
}

/** One group per folder, one link per document, in the reader's language where there is one. */
function contents(library: Leaf[], language: Language, current: string | null) {
  const byAddress = new Map<string, Leaf>()
  for (const leaf of library)
    if (!byAddress.has(leaf.address) || leaf.language === language) byAddress.set(leaf.address, leaf)
  const groups = Map.groupBy(byAddress.values(), ({ address }) => address.split('/').slice(0, -1).join('/'))
  // In the order in which somebody new needs them; a folder without a word here would not be shown, which a test notices.
  return Object.entries(words[language].folders).map(([folder, title]) => ({
    title,
    links: (groups.get(folder) ?? []).sort(byUse).map(({ address, title }) => ({
      title,
      address: `/docs${address && `/${address}`}`,
      current: address === current,
    })),
  }))
}
