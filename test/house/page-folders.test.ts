import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const pages = join(import.meta.dirname, '../../server/surface/hosted')

/** What each folder of the pages may import of the others; `pages.ts` and `mount.ts` above them belong to all and to none. */
const below: Record<string, string[]> = {
  view: [],
  frame: ['view'],
  docs: ['view', 'frame'],
  links: ['view', 'frame'],
  'sign-in': ['view', 'frame'],
  account: ['view', 'frame', 'sign-in'],
  public: ['view', 'frame', 'account'],
}

test('the folders of the pages import one way', () => {
  const folders = globSync('*/', { cwd: pages }).map((folder) => folder.replace(/\/$/, ''))
  assert.deepEqual(folders.sort(), Object.keys(below).sort())
  const wrong = globSync('*/**/*.ts', { cwd: pages }).flatMap((file) => {
    const own = file.split('/')[0] as string
    const imports = readFileSync(join(pages, file), 'utf8').matchAll(/from '((?:\.\.?\/)+[^']+)'/g)
    return [...imports].flatMap(([, specifier = '']) => {
      const [folder = '', deeper] = join(file, '..', specifier).split('/')
      const allowed = deeper === undefined || folder === '..' || folder === own || below[own]?.includes(folder)
      return allowed ? [] : [`${file} imports ${specifier}`]
    })
  })
  assert.deepEqual(wrong, [])
})

const sources = () =>
  globSync('**/*.ts', { cwd: pages })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, text: readFileSync(join(pages, file), 'utf8') }))

test('the sign-in page knows no protocol', () => {
  const spoken = /\bclient_id\b|\bui_locales\b|\blogin_hint\b|\bredirect_uri\b|\bprompt\b|\/oidc\b|\bsaml\b/i
  assert.deepEqual(
    sources().flatMap(({ file, text }) => (file.startsWith('sign-in/') && spoken.test(text) ? [file] : [])),
    [],
  )
})
