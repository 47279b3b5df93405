// The reading room: documentation pages.
import type { Language } from '@menshen/contract/errors'
import { type Frame, renderFrame } from './frame.ts'
import { type Html, html, safeAddress, trusted } from './html.ts'

/** A second-level heading of a document. */
export type Section = { title: string; anchor: string }

type DocsLink = { title: string; address: string; current: boolean }

/** What stands around a document, and around what a search found. */
export type ReadingRoom = Frame & {
  navigation: { title: string; links: DocsLink[] }[]
  version?: string
}

type Docs = ReadingRoom & {
  title: string
  /** Rendered from our own Markdown; put in as it is. It brings its own h1. */
  body: string
  sections: Section[]
  /** Of the body, which not every language has. */
  bodyLanguage: Language
}

const words = {
  'en-US': {
    contents: 'Contents',
    docs: 'Documentation',
    onPage: 'On this page',
    around: 'Previous and next page',
    previous: 'Previous',
    next: 'Next',
    elsewise: 'This page is available in Chinese only.',
    search: 'Search the documentation',
    find: 'Search',
  },
  'zh-CN': {
    contents: '目录',
    docs: '文档',
    onPage: '本页内容',
    around: '上一篇与下一篇',
    previous: '上一篇',
    next: '下一篇',
    elsewise: '本页暂无中文版，以下为英文。',
    search: '搜索文档',
    find: '搜索',
  },
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

/** Long documents begin with what is in them. */
function sectionsOf({ sections, language }: Docs): Html | false {
  if (sections.length < 3) return false
  const say = words[language]
  return html`<details class="docs-sections"><summary>${say.onPage}</summary><ul>${sections.map(
    ({ title, anchor }) => html`<li><a href="#${anchor}">${title}</a></li>`,
  )}</ul></details>`
}

function around({ navigation, language }: Docs): Html {
  const say = words[language]
  const links = navigation.flatMap((group) => group.links)
  const at = links.findIndex(({ current }) => current)
  const step = (label: string, link: DocsLink | undefined) =>
    link && html`<a href="${safeAddress(link.address)}"><small>${label}</small>${link.title}</a>`
  return html`<nav class="docs-around" aria-label="${say.around}">${step(say.previous, links[at - 1])}${step(say.next, links[at + 1])}</nav>`
}

type Room = ReadingRoom & { title: string; content: Html; indexed: boolean; query?: string }

export function renderReadingRoom(page: Room): string {
  const say = words[page.language]
  // The list stands twice: folded on narrow screens, beside the text on wide ones; the style sheet shows one of them.
  return renderFrame({
    ...page,
    title: `${page.title} · ${say.docs}`,
    kind: 'docs',
    body: html`<div class="docs-tools"><form class="docs-search" role="search" action="/docs/search"><input type="search" name="q" maxlength="100" aria-label="${say.search}" placeholder="${say.search}" value="${page.query}"><button class="button button-small">${say.find}</button></form>
<details class="docs-fold"><summary>${say.contents}</summary><nav aria-label="${say.contents}">${list(page.navigation)}</nav></details>
<nav class="docs-side" aria-label="${say.contents}">${list(page.navigation)}</nav></div>
<div class="docs-page">${page.content}</div>`,
  })
}

export function renderDocs(page: Docs): string {
  const say = words[page.language]
  return renderReadingRoom({
    ...page,
    indexed: true,
    content: html`${page.bodyLanguage !== page.language && html`<p class="notice">${say.elsewise}</p>`}${sectionsOf(page)}
<article class="prose" lang="${page.bodyLanguage}">${trusted(page.body)}</article>${around(page)}`,
  })
}
