// The reading room: documentation pages.
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress, trusted } from './html.ts'
import type { Language } from './language.ts'

export type DocsLink = { title: string; address: string; current: boolean }

export type Docs = Frame & {
  title: string
  navigation: { title: string; links: DocsLink[] }[]
  /** Rendered from our own Markdown; put in as it is. It brings its own h1. */
  body: string
  /** Of the body, which not every language has. */
  bodyLanguage: Language
  version?: string
}

const words = {
  'en-US': { contents: 'Contents', docs: 'Documentation' },
  'zh-CN': { contents: '目录', docs: '文档' },
}

function list(navigation: Docs['navigation']): Html[] {
  return navigation.map(
    (group) =>
      html`<h2>${group.title}</h2><ul>${group.links.map(
        (link) =>
          html`<li><a href="${safeAddress(link.address)}"${link.current && trusted(' aria-current="page"')}>${link.title}</a></li>`,
      )}</ul>`,
  )
}

export function renderDocs(page: Docs): string {
  const say = words[page.language]
  // The list stands twice: folded on narrow screens, beside the text on wide ones; the style sheet shows one of them.
  return renderFrame({
    ...page,
    title: `${page.title} · ${say.docs}`,
    kind: 'docs',
    indexed: true,
    body: html`<details class="docs-fold"><summary>${say.contents}</summary><nav aria-label="${say.contents}">${list(page.navigation)}</nav></details>
<nav class="docs-side" aria-label="${say.contents}">${list(page.navigation)}</nav>
<article class="prose" lang="${page.bodyLanguage}">${trusted(page.body)}</article>`,
  })
}
