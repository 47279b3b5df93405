import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderDoc } from './render-doc.ts'

const render = (text: string) =>
  renderDoc({ address: 'x', language: 'en-US', title: 'X', path: 'docs/x.md', text }).body

test('every cell of a table says of which column it is', () => {
  const body = render('| Code | `Name` |\n| --- | --- |\n| 1 | "x" |\n| 2 | y |\n')
  const labels = [...body.matchAll(/<td data-column="([^"]*)"/g)].map(([, label]) => label)
  assert.deepEqual(labels, ['Code', 'Name', 'Code', 'Name'])
})

test('code is coloured where its language is known, and stays text in every language', () => {
  const coloured = render('```js\nconst a = "<script>" // b\n```\n')
  assert.match(coloured, /<span class="hljs-keyword">const<\/span>/)
  assert.match(coloured, /&lt;script&gt;/)
  for (const language of ['', 'text', 'unheard', 'constructor', 'js"><script>']) {
    const plain = render(`\`\`\`${language}\nconst a = "<script>"\n\`\`\`\n`)
    assert.doesNotMatch(plain, /<script>|hljs-/, language)
  }
})
