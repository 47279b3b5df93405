import assert from 'node:assert/strict'
import { test } from 'node:test'
import { embedJson } from './embed-json.ts'
import { html, safeAddress, toText, trusted } from './html.ts'

test('every hole is escaped, in text, in attributes and in lists', () => {
  const evil = `<img src=x onerror="a('b')">&`
  const safe = '&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;'
  assert.equal(toText(html`<p title="${evil}">${evil}</p>`), `<p title="${safe}">${safe}</p>`)
  assert.equal(toText(html`${[evil, [evil]]}`), safe + safe)
})

test('html inside html stays, nothing is printed for absence, and zero is a number', () => {
  assert.equal(toText(html`<ul>${['a', 'b'].map((x) => html`<li>${x}</li>`)}</ul>`), '<ul><li>a</li><li>b</li></ul>')
  assert.equal(toText(html`${null}${undefined}${false}${''}${0}`), '0')
  assert.equal(toText(html`${trusted('<b>')}`), '<b>')
})

test('an object that only looks like html is not believed', () => {
  const forged = JSON.parse('{"html":"<script>","text":"<script>"}')
  assert.throws(() => html`${forged}`)
})

test('only http, https and this host are addresses', () => {
  for (const good of ['https://a.example/', 'http://127.0.0.1:3000', '/docs', '#top', '?a=b'])
    assert.equal(safeAddress(good), good)
  for (const bad of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:x',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    '',
    null,
  ]) {
    assert.equal(safeAddress(bad), null)
  }
})

test('no value can close the data block or open a comment in it, and all of it comes back', () => {
  const value = { name: '</script><script>alert(1)</script>', more: '<!--<SCRIPT ', line: '\u2028\u2029', and: '&lt;' }
  const block = toText(embedJson('view', value))
  const inside = /^<script type="application\/json" id="view">(.*)<\/script>$/s.exec(block)?.[1] ?? ''
  assert.doesNotMatch(inside, /[<>&\u2028\u2029]/)
  assert.deepEqual(JSON.parse(inside), value)
})
