import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Language } from '@menshen/contract/errors'

/** One page of documentation. Found by its address, so that no path of a request ever names a file. */
export interface DocPage {
  /** Below `/docs/`, without language and ending; empty for the entrance. */
  address: string
  language: Language
  title: string
  /** In the repository, with forward slashes. */
  path: string
  text: string
}

const repository = join(import.meta.dirname, '../../../..')

/** Reads what is there to read: the Markdown under `docs`, the README as the entrance, and what the README leads to. */
export function readDocsIndex(root = repository): DocPage[] {
  const inDocs = list(join(root, 'docs')).map((path) => `docs/${path}`)
  const entrances = list(root, false).filter((path) => /^(README(\.zh-CN)?|CONTRIBUTING|SECURITY)\.md$/.test(path))
  return [...entrances, ...inDocs].map((path) => toLeaf(path, readFileSync(join(root, path), 'utf8')))
}

function list(folder: string, recursive = true): string[] {
  try {
    const names = readdirSync(folder, { recursive, encoding: 'utf8' })
    return names
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.md'))
      .sort()
  } catch {
    return []
  }
}

function toLeaf(path: string, text: string): DocPage {
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? posix.basename(path, '.md')
  const language: Language = /\.zh-CN\.md$/.test(path) ? 'zh-CN' : 'en-US'
  return { address: addressOf(path), language, title, path, text }
}

/** `docs/reference/errors.zh-CN.md` is read at `/docs/reference/errors`. */
export function addressOf(path: string): string {
  const plain = path.replace(/(\.zh-CN)?\.md$/, '').replace(/^docs\//, '')
  return plain === 'README' ? '' : plain.replace(/\/README$/, '')
}
