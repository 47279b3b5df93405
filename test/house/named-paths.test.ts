// What comments and pages name is there: moving a file shows where it is named.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const outside = ['**/node_modules/**', '**/dist/**', 'data/**', '.cache/**', '.git/**']
const files = globSync('**/*', { cwd: root, exclude: outside }).map((path) => path.replaceAll('\\', '/'))
const ends = new Set(files.flatMap((path) => endsOf(path)))
const texts = files.filter((path) => /\.(ts|tsx|md|sql)$/.test(path) && !path.startsWith('docs/reference/'))

/** All that a path may be called by: with folders left out from the left, and without the file. */
function endsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.flatMap((_, from) => parts.slice(from).map((_, count) => parts.slice(from, from + count + 1).join('/')))
}

/** Of a page the whole text, of a source its comments. */
function wordsOf(path: string): string {
  const text = readFileSync(join(root, path), 'utf8')
  if (path.endsWith('.md')) return text
  return (text.match(/\/\*\*?[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$|^-- .*$/gm) ?? []).join('\n')
}

/** A path says where a file is; the names of folders are those that a floor, a door or a room can be in. A file is named alone as well. */
const named = [
  /(?<![\w/.<>-])(?:[\w-]+\/)+[\w-]+\.(?:tsx?|sql)\b/g,
  /(?<=`)[\w-]+\.(?:tsx?|sql|graphql)(?=`)/g,
  /(?<![\w/.-])(?:server|domain|surface|platform|contract)(?:\/[a-z][\w-]*)+(?![\w/.<*-])/g,
]

test('files and folders that comments and pages name are there', () => {
  const gone = texts.flatMap((path) =>
    named
      .flatMap((pattern) => wordsOf(path).match(pattern) ?? [])
      .filter((name) => !ends.has(name) && !name.includes('NNNN'))
      .map((name) => `${path}: ${name}`),
  )
  assert.deepEqual(gone, [])
})

test('links of pages lead to files', () => {
  const pages = texts.filter((path) => path.endsWith('.md'))
  const broken = pages.flatMap((path) =>
    [...wordsOf(path).matchAll(/\]\((?![a-z]+:|#|\/)([^)\s#]+)/g)]
      .map(([, link = '']) =>
        normalize(join(dirname(path), link))
          .replaceAll('\\', '/')
          .replace(/\/$/, ''),
      )
      .filter((target) => !ends.has(target))
      .map((target) => `${path}: ${target}`),
  )
  assert.deepEqual(broken, [])
})
