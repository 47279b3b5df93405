import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '@menshen/contract/errors'
import Type from 'typebox'
import { fields, flag, givenOf, list, objects, ofKind, text, textOf, texts } from './kind.ts'

function refusalOf(read: () => unknown): string {
  try {
    return `read ${JSON.stringify(read())}`
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `${error.code} ${error.variant} ${error.values?.field}`
  }
}

const kinds = { text, flag, texts, list, objects, fields, count: Type.Integer({ minimum: 0 }) }
const others: [keyof typeof kinds, unknown[], string][] = [
  ['text', [1, null, ['a'], undefined], 'text'],
  ['flag', ['true', 0, null], 'flag'],
  ['texts', ['a', ['a', 1], {}], 'texts'],
  ['list', ['a', {}], 'texts'],
  ['objects', ['a', {}], 'objects'],
  ['fields', ['a', [], null], 'object'],
  ['count', ['1', 1.5, -1], 'number'],
]

for (const [kind, values, variant] of others)
  test(`what is no ${kind} is refused as that, by name`, () => {
    for (const value of values)
      assert.equal(
        refusalOf(() => ofKind(kinds[kind], value, 'a')),
        `400 ${variant} a`,
      )
  })

test('what is of its kind is answered as it is', () => {
  const values = {
    text: '',
    flag: false,
    texts: ['a'],
    list: [1, null],
    objects: ['a', {}],
    fields: { a: [] },
    count: 0,
  }
  for (const [kind, value] of Object.entries(values))
    assert.equal(ofKind(kinds[kind as keyof typeof kinds], value, 'a'), value)
})

test('of several fields the first of them that is of another kind is named, whatever the order in which they came', () => {
  const read = (sent: object) => refusalOf(() => givenOf({ title: text, required: flag }, sent as never))
  assert.equal(read({ required: 1, title: 2 }), '400 text title')
  assert.equal(read({ required: 1 }), '400 flag required')
  assert.equal(read({ title: null }), '400 text title')
  assert.equal(read({ required: true, title: undefined, other: 1 }), 'read {"required":true}')
})

test('a text is one that can be stored, and not longer than it may be', () => {
  assert.equal(
    refusalOf(() => textOf('a\0', 'a')),
    '400 unstorable a',
  )
  assert.equal(
    refusalOf(() => textOf('abc', 'a', 2)),
    '400 long a',
  )
  assert.equal(textOf('ab', 'a', 2), 'ab')
})
