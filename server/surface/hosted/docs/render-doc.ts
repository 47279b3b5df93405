import { posix } from 'node:path'
import markdownIt from 'markdown-it'
import type { Section } from '../view/docs.ts'
import { addressOf, type DocPage } from './docs-index.ts'
import { highlightCode } from './highlight-code.ts'

// Coloured here and once, so that the browser has nothing to run.
const markdown = markdownIt({ html: false, linkify: true, highlight: highlightCode })

/** The anchor of a heading, as code hosts make it, so that links to a section work here and there. */
export function anchorOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

markdown.renderer.rules.heading_open = (tokens, index, options, _env, self) => {
  const text = tokens[index + 1]?.content ?? ''
  tokens[index]?.attrSet('id', anchorOf(text))
  return self.renderToken(tokens, index, options)
}

// Cells have no other way to begin a line. The only markup that a text may bring.
markdown.renderer.rules.text = (tokens, index) =>
  markdown.utils.escapeHtml(tokens[index]?.content ?? '').replaceAll('&lt;br&gt;', '<br>')

// To the section itself. Assistive technology has the heading, and would read a sign after each.
markdown.renderer.rules.heading_close = (tokens, index, options, _env, self) => {
  const id = tokens[index - 2]?.attrGet('id')
  const link =
    id && tokens[index]?.tag !== 'h1' ? `<a class="anchor" href="#${id}" aria-hidden="true" tabindex="-1">#</a>` : ''
  return link + self.renderToken(tokens, index, options)
}

const copying = { 'en-US': ['Copy', 'Copied'], 'zh-CN': ['复制', '已复制'] } as const

// What may be wider than the page scrolls by itself, for whoever has no mouse as well. The script shows the button.
const { fence } = markdown.renderer.rules
markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
  const id = `block-${index}`
  const { language = 'en-US' } = (env ?? {}) as Partial<Pick<DocPage, 'language'>>
  const [copy, done] = copying[language]
  const block = (fence?.(tokens, index, options, env, self) ?? '').replace('<pre>', `<pre tabindex="0" id="${id}">`)
  return `<div class="block">${block}<button type="button" class="button button-small" data-copy="${id}" data-done="${done}" hidden>${copy}</button></div>\n`
}
markdown.renderer.rules.table_open = () => '<div class="scroll" tabindex="0"><table>\n'
markdown.renderer.rules.table_close = () => '</table></div>\n'

// A corner that says nothing heads nothing.
markdown.renderer.rules.th_open = (tokens, index, options, _env, self) =>
  tokens[index + 1]?.content === '' ? '<td>' : self.renderToken(tokens, index, options)
markdown.renderer.rules.th_close = (tokens, index, options, _env, self) =>
  tokens[index - 1]?.content === '' ? '</td>' : self.renderToken(tokens, index, options)

type Token = ReturnType<typeof markdown.parse>[number]

/** Every cell knows what it is about: on a phone the rows of a wide table stand as lists, without a head. */
function labelCells(tokens: Token[]): void {
  let heads: string[] = []
  let column = 0
  for (const [at, { type }] of tokens.entries()) {
    if (type === 'thead_open') heads = []
    if (type === 'th_open') heads.push((tokens[at + 1]?.content ?? '').replace(/[`*]/g, ''))
    if (type === 'tr_open') column = 0
    if (type === 'td_open') tokens[at]?.attrSet('data-column', heads[column++] ?? '')
  }
}

/** A link between two documents, as the reading room addresses them; null for one that leads to no document. */
export function rewriteLink(href: string, from: string): string | null {
  if (/^([a-z][a-z0-9+.-]*:|#|\/)/i.test(href)) return href
  const [path = '', anchor] = href.split('#', 2)
  const target = posix.normalize(posix.join(posix.dirname(from), path))
  if (!target.endsWith('.md') || target.startsWith('..')) return null
  const address = addressOf(target)
  return `/docs${address && `/${address}`}${anchor ? `#${anchor}` : ''}`
}

/** The HTML of a document and its sections. Markup in the text stays text. */
export function renderDoc({ text, path, language }: DocPage): { body: string; sections: Section[] } {
  const env = { language }
  const tokens = markdown.parse(text, env)
  labelCells(tokens)
  const sections: Section[] = []
  for (const [at, { type, tag }] of tokens.entries()) {
    const title = tokens[at + 1]?.content ?? ''
    if (type === 'heading_open' && tag === 'h2')
      sections.push({ title: title.replace(/[`*]/g, ''), anchor: anchorOf(title) })
  }
  for (const block of tokens)
    for (const token of block.children ?? []) {
      if (token.type !== 'link_open') continue
      const href = rewriteLink(String(token.attrGet('href') ?? ''), path)
      token.attrSet('href', href ?? '#')
    }
  return { body: markdown.renderer.render(tokens, markdown.options, env), sections }
}
