import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partsOf } from './agreement-words.ts'

test('of a title stay its text and the addresses of its links', () => {
  assert.deepEqual(
    partsOf('<p>我已阅读&nbsp;<a target="_blank" href="https://a.example/?x=1&amp;y=2">《协议》</a></p>'),
    [
      { text: '我已阅读 ', href: null },
      { text: '《协议》', href: 'https://a.example/?x=1&y=2' },
    ],
  )
  assert.deepEqual(partsOf("I agree to <A HREF='/terms'>the terms</A> & more"), [
    { text: 'I agree to ', href: null },
    { text: 'the terms', href: '/terms' },
    { text: ' & more', href: null },
  ])
})

test('nothing of it is markup, and no link leads to a script', () => {
  for (const [title, text] of [
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href="java&#115;cript:alert(1)">x</a>', 'x'],
    ['<a href="//evil.example">x</a>', 'x'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['&lt;b&gt;x&lt;/b&gt;', '<b>x</b>'],
    ['a < b', 'a < b'],
    ['<a href="https://a.example"', '<a href="https://a.example"'],
  ])
    assert.deepEqual(partsOf(title ?? ''), [{ text, href: null }])
  assert.deepEqual(partsOf(''), [])
})

test('a title that is all brackets takes no time', () => {
  assert.equal(partsOf('<a '.repeat(1600)).length, 1)
  assert.equal(partsOf('<a href="'.repeat(500)).length, 1)
})
