import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fits } from './pattern.ts'

test('a star stands for any run of characters, and nothing else is special', () => {
  const fitting: [string, string][] = [
    ['*', ''],
    ['*', 'anything'],
    ['book:1', 'book:1'],
    ['book:*', 'book:'],
    ['book:*', 'book:1:page'],
    ['*:read', 'book:read'],
    ['a*b*c', 'a-b-b-c'],
    ['a**c', 'ac'],
    ['book:.', 'book:.'],
  ]
  for (const [pattern, text] of fitting) assert.ok(fits(pattern, text), `${pattern} ${text}`)
  const unfitting: [string, string][] = [
    ['book:*', 'book'],
    ['book', 'book:1'],
    ['book:.', 'book:1'],
    ['ab*ba', 'aba'],
    ['a*b*c', 'a-c-b'],
    ['', 'x'],
    ['*x', 'xy'],
  ]
  for (const [pattern, text] of unfitting) assert.ok(!fits(pattern, text), `${pattern} ${text}`)
})
