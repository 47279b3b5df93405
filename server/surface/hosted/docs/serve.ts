import type { Language } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { resolve } from '../../request/resolved.ts'
import { languageOf } from '../frame/language-of.ts'
import { pageHeaders } from '../frame/page-headers.ts'
import type { Pages } from '../pages.ts'
import { renderDocs } from '../view/docs.ts'
import { renderDocsSearch } from '../view/docs-search.ts'
import { renderFailure } from '../view/failure.ts'
import { type DocPage, readDocsIndex } from './docs-index.ts'
import { renderDoc } from './render-doc.ts'
import { indexPassages, type Passage, searchDocs } from './search-docs.ts'

const words = {
  'en-US': {
    folders: {
      '': 'Menshen',
      guides: 'Guides',
      reference: 'Reference',
      'rest-v2': 'REST V2',
      'rest-v3': 'REST V3',
      decisions: 'Decisions',
    },
  },
  'zh-CN': {
    folders: {
      '': 'Menshen',
      guides: '指南',
      reference: '参考',
      'rest-v2': 'REST V2',
      'rest-v3': 'REST V3',
      decisions: '决策记录',
    },
  },
}

type Searching = FastifyRequest<{ Querystring: { q?: unknown } }>
type Reading = FastifyRequest<{ Params: { '*'?: string } }>

/** `GET /docs/*`: the project's own documentation, of the version that is running. */
export function serveDocs(app: FastifyInstance, pages: Pages): void {
  // Both when they are first asked for: most servers have other readers, and the text of all of it is some megabytes.
  let docs: DocPage[] | undefined
  let passages: Passage[] | undefined
  const all = () => {
    docs ??= readDocsIndex()
    return docs
  }
  const contentOf = rendering()
  const frameOf = (language: Language) => ({ language, assets: pages.assets.of('page'), version: pages.version })

  function read(request: Reading, reply: FastifyReply) {
    const language = languageOf(request.headers)
    const address = (request.params['*'] ?? '').replace(/\/$|\.md$/, '')
    const page = find(all(), address, language)
    if (!page) {
      const missing = { cause: 'no-document', way: { to: 'docs' }, code: null, requestId: null } as const
      return send(request, reply.code(404), renderFailure({ ...frameOf(language), ...missing }))
    }
    const { title, language: bodyLanguage } = page
    const navigation = contents(all(), language, address)
    const shown = { ...frameOf(language), title, navigation, ...contentOf(page), bodyLanguage }
    return send(request, reply, renderDocs(shown))
  }

  function search(request: Searching, reply: FastifyReply) {
    const language = languageOf(request.headers)
    const asked = request.query.q
    const query = typeof asked === 'string' ? asked.trim().slice(0, 100) : ''
    const navigation = contents(all(), language, null)
    passages ??= indexPassages(all())
    const found = searchDocs(passages, query, language)
    return send(request, reply, renderDocsSearch({ ...frameOf(language), navigation, query, found }))
  }

  function send(request: FastifyRequest, reply: FastifyReply, html: string) {
    const { origin } = resolve(request, pages.addresses)
    const headers = { ...pageHeaders(origin), 'cache-control': 'no-cache' }
    return reply.headers(headers).type('text/html').send(html)
  }

  app.get('/docs', async (request: Reading, reply) => read(request, reply))
  app.get('/docs/search', async (request: Searching, reply) => search(request, reply))
  app.get('/docs/*', async (request: Reading, reply) => read(request, reply))
}

/** Each page is rendered once, when somebody first reads it. */
function rendering() {
  const rendered = new Map<DocPage, ReturnType<typeof renderDoc>>()
  return (page: DocPage) => {
    const known = rendered.get(page) ?? renderDoc(page)
    rendered.set(page, known)
    return known
  }
}

function find(docs: DocPage[], address: string, language: Language): DocPage | undefined {
  const versions = docs.filter((page) => page.address === address)
  return versions.find((page) => page.language === language) ?? versions[0]
}

/** What a newcomer reads first stands first, the rest by name. */
function byUse(one: DocPage, other: DocPage): number {
  const rank = ({ address }: DocPage) => (address === '' ? 0 : address === 'guides/before-you-begin' ? 1 : 2)
  return rank(one) - rank(other) || (one.address < other.address ? -1 : 1)
}

/** One group per folder, one link per document, in the reader's language where there is one. */
function contents(docs: DocPage[], language: Language, current: string | null) {
  const byAddress = new Map<string, DocPage>()
  for (const page of docs)
    if (!byAddress.has(page.address) || page.language === language) byAddress.set(page.address, page)
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
