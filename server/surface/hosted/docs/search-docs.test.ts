import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocPage } from './docs-index.ts'
import { indexPassages, searchDocs } from './search-docs.ts'

const page = (address: string, text: string, language: DocPage['language'] = 'en-US'): DocPage => ({
  address,
  language,
  title: /^# (.+)$/m.exec(text)?.[1] ?? '',
  path: `docs/${address}.md`,
  text,
})
const passages = indexPassages([
  page(
    'guides/keys',
    '# Keys\nHow they turn.\n## Rotate a key\nAsk for **another** one.\n```sh\n# Not a heading\nmake keys\n```\n',
  ),
  page('guides/mail', '# Mail\n## Send\nA key is not needed.\n| a | b |\n|---|---|\n| [guide](x.md) | `SMTP_URL` |\n'),
  page('errors', '# Errors\nThe account is locked.\n'),
  page('errors', '# 错误码\n账号已被锁定。\n', 'zh-CN'),
])
const search = (query: string, language: DocPage['language'] = 'en-US') => searchDocs(passages, query, language)
const addresses = (query: string, language?: DocPage['language']) =>
  search(query, language).map(({ address }) => address)

test('every word has to stand in a part of a document, and a heading counts for more than a text', () => {
  assert.deepEqual(addresses('key'), ['/docs/guides/keys#rotate-a-key', '/docs/guides/keys', '/docs/guides/mail#send'])
  assert.deepEqual(addresses('KEY rotate'), ['/docs/guides/keys#rotate-a-key'])
  assert.deepEqual(addresses('not heading'), ['/docs/guides/keys#rotate-a-key'], 'a comment in code is no heading')
  assert.deepEqual(addresses('smtp_url guide'), ['/docs/guides/mail#send'])
  for (const nothing of ['', '   ', 'unheard', 'key unheard']) assert.deepEqual(search(nothing), [])
})

test('a document is found in the language of whoever asks, or in the one that there is', () => {
  assert.deepEqual(addresses('锁定', 'zh-CN'), ['/docs/errors'])
  assert.deepEqual(addresses('locked', 'zh-CN'), [])
  assert.deepEqual(addresses('smtp', 'zh-CN'), ['/docs/guides/mail#send'])
  assert.deepEqual(addresses('锁定'), [])
})

test('what was asked for is shown where it stands, and signs are signs', () => {
  const [found] = search('another')
  assert.deepEqual(found?.excerpt.find(({ hit }) => hit)?.text, 'another')
  for (const signs of ['.*', '(', '[a', '\\', '$&', 'x'.repeat(10_000)]) assert.deepEqual(search(signs), [])
})
