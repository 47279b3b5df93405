// What was found in the documentation.
import { type ReadingRoom, renderReadingRoom } from './docs.ts'
import { html, safeAddress } from './html.ts'

type DocsSearch = ReadingRoom & {
  query: string
  found: { title: string; heading: string; address: string; excerpt: { text: string; hit: boolean }[] }[]
}

const words = {
  'en-US': { title: 'Search', none: 'No page has all of these words.', ask: 'Type what you are looking for.' },
  'zh-CN': { title: '搜索', none: '没有同时包含这些词的页面。', ask: '请输入要查找的内容。' },
}

export function renderDocsSearch(page: DocsSearch): string {
  const say = words[page.language]
  const { query, found } = page
  return renderReadingRoom({
    ...page,
    title: query ? `${say.title}: ${query}` : say.title,
    indexed: false,
    content: html`<h1 class="docs-asked">${query ? `“${query}”` : say.title}</h1>
${found.length === 0 && html`<p>${query ? say.none : say.ask}</p>`}
<ol class="docs-found">${found.map(
      ({ title, heading, address, excerpt }) =>
        html`<li><a href="${safeAddress(address)}">${title}${heading && ` › ${heading}`}</a>
<p>${excerpt.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}</p></li>`,
    )}</ol>`,
  })
}
