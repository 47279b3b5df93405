import type { Language } from '@menshen/contract/errors'
import { normalForm } from '#platform/normal-form.ts'
import type { DocPage } from './docs-index.ts'
import { anchorOf } from './render-doc.ts'

/** A part of a document under one heading, as it is searched. */
export interface Passage {
  page: DocPage
  /** Empty for what stands before the first heading below the title. */
  heading: string
  text: string
  /** All of it as it is compared. */
  titleFolded: string
  headingFolded: string
  textFolded: string
}

export interface Found {
  title: string
  heading: string
  address: string
  /** Where the words stand, in pieces; `hit` ones were asked for. */
  excerpt: { text: string; hit: boolean }[]
}

const longestQuery = 100
const mostTerms = 8
const mostFound = 30
const mostOfOnePage = 3
const before = 60
const after = 180

/** A word as a pattern that finds nothing else. */
const literal = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

const fold = (text: string) => normalForm(text, 'NFKC').toLowerCase()

/** Every document in parts; made once, by the first search, for each looks at all of them. */
export function indexPassages(docs: DocPage[]): Passage[] {
  return docs.flatMap((page) =>
    split(page.text).map(({ heading, text }) => ({
      page,
      heading,
      text,
      titleFolded: fold(page.title),
      headingFolded: fold(heading),
      textFolded: fold(text),
    })),
  )
}

function split(markdown: string): { heading: string; text: string }[] {
  const parts = [{ heading: '', lines: [] as string[] }]
  let fenced = false
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) fenced = !fenced
    const [, marks, title] = (!fenced && /^(#{1,3}) (.+)$/.exec(line)) || []
    if (marks === '#') continue
    if (title) parts.push({ heading: plain(title), lines: [] })
    else parts.at(-1)?.lines.push(line)
  }
  return parts.map(({ heading, lines }) => ({ heading, text: plain(lines.join('\n')) }))
}

/** What somebody reads of Markdown. */
function plain(markdown: string): string {
  return markdown
    .replace(/^```.*$/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\|[\s|:-]+\|$/gm, '')
    .replace(/<br>/g, ' ')
    .replace(/[`|*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The passages in which all words of `query` stand, best first, of each document in the reader's language where there is one. */
export function searchDocs(passages: Passage[], query: string, language: Language): Found[] {
  const words = fold(query.slice(0, longestQuery)).split(/\s+/)
  const terms = words.filter((word) => word !== '').slice(0, mostTerms)
  if (terms.length === 0) return []
  const spoken = new Set(passages.filter(({ page }) => page.language === language).map(({ page }) => page.address))
  const scored = passages
    .filter(({ page }) => page.language === language || !spoken.has(page.address))
    .map((passage) => ({ passage, score: scoreOf(passage, terms) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
  const taken = new Map<DocPage, number>()
  const best = scored.filter(({ passage: { page } }) => {
    taken.set(page, (taken.get(page) ?? 0) + 1)
    return (taken.get(page) ?? 0) <= mostOfOnePage
  })
  return best.slice(0, mostFound).map(({ passage }) => toFound(passage, terms))
}

/** 0 when a word is missing. */
function scoreOf({ titleFolded, headingFolded, textFolded }: Passage, terms: string[]): number {
  let sum = 0
  for (const term of terms) {
    const inTitle = titleFolded.includes(term) ? 4 : 0
    const inHeading = headingFolded.includes(term) ? 6 : 0
    const inText = textFolded.includes(term) ? 2 : 0
    if (inTitle + inHeading + inText === 0) return 0
    sum += inTitle + inHeading + inText
  }
  return sum
}

function toFound({ page, heading, text }: Passage, terms: string[]): Found {
  const { title, address } = page
  const anchor = heading && `#${anchorOf(heading)}`
  return { title, heading, address: `/docs${address && `/${address}`}${anchor}`, excerpt: excerptOf(text, terms) }
}

function excerptOf(text: string, terms: string[]): Found['excerpt'] {
  const pattern = new RegExp(`(${terms.map(literal).join('|')})`, 'giu')
  const at = Math.max(0, text.search(pattern))
  const from = at > before ? text.lastIndexOf(' ', at - before) + 1 : 0
  const cut = text.slice(from, at + after)
  const shown = `${from > 0 ? '… ' : ''}${cut}${from + cut.length < text.length ? ' …' : ''}`
  return shown.split(pattern).map((part, index) => ({ text: part, hit: index % 2 === 1 }))
}
