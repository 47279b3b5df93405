import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '@menshen/contract/errors'
import Type, { type TProperties } from 'typebox'
import type { Fields } from '#domain/shape/kind.ts'
import { readerOf, unknownIn } from './check.ts'
import {
  anyText,
  choice,
  flag,
  like,
  listed,
  object,
  objects,
  optionalFlag,
  optionalList,
  optionalNumber,
  optionalRecord,
  optionalText,
  optionalUnchecked,
  record,
  said,
  several,
  strictObject,
  text,
  texts,
} from './fields.ts'
import { shapeOf } from './normalise.ts'

const shape = (fields: TProperties) => shapeOf(Type.Object(fields))

/** What a reader makes of what was sent, or how it refuses it: `400 text name`. */
function read(fields: TProperties, sent: Fields): unknown {
  try {
    return readerOf(shape(fields))(sent)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [error.code, error.variant, error.values?.field].filter(Boolean).join(' ')
  }
}

describe('what is said in several ways is read in one', () => {
  const same: [string, TProperties, Fields, Fields][] = [
    ['nothing', { a: optionalText(''), b: optionalNumber(''), c: flag('') }, { a: '', b: null }, { c: false }],
    ['digits', { a: optionalNumber(''), b: optionalNumber('') }, { a: '007', b: 8 }, { a: 7, b: 8 }],
    ['a number for a text', { a: optionalText('', { numbers: true }) }, { a: 3 }, { a: '3' }],
    [
      'null for no',
      { a: flag(''), b: optionalFlag(''), c: flag('', { otherwise: true }) },
      { a: null, b: null },
      { a: false, b: false, c: true },
    ],
    [
      'null for nothing',
      { a: said(optionalFlag('')), b: said(texts('')), c: said(text('')) },
      { a: null, b: null, c: null },
      {},
    ],
    ['another name', { a: text('', { also: ['b', 'c'] }) }, { a: '', b: null, c: 'x' }, { a: 'x' }],
    ['commas', { a: optionalList('') }, { a: ' x, y,' }, { a: ['x', 'y'] }],
    ['listed with commas', { a: listed('a', '') }, { a: 'x, y' }, { a: ['x', 'y'] }],
    ['listed with ends', { a: listed('a', '') }, { a: ['x,y', 'z'], 'a[]': 'v,w' }, { a: ['x,y', 'z', 'v,w'] }],
    ['several times', { a: several('a', '') }, { a: 'x', 'a[]': ['y', ''] }, { a: ['x', 'y'] }],
    [
      'objects',
      { a: object('', { b: flag('') }), c: objects('', { d: optionalText('') }) },
      { c: [null, { d: '' }] },
      { a: { b: false }, c: [{}, {}] },
    ],
    ['records', { a: record(''), b: optionalRecord('') }, { a: null, b: null }, { a: {} }],
    ['an empty text where one may be', { a: anyText('') }, { a: null }, { a: '' }],
    ['what the operation checks', { a: optionalUnchecked('') }, { a: null, b: 1 }, { a: null }],
  ]
  for (const [what, fields, sent, told] of same) test(what, () => assert.deepEqual(read(fields, sent), told))

  test('and only what the request itself holds', () =>
    assert.deepEqual(read({ a: optionalText('') }, Object.create({ a: 'x' })), {}))
})

describe('what does not fit is refused by name', () => {
  const fields = { a: text(''), b: optionalNumber(''), c: texts('') }
  const refusals: [string, TProperties, Fields, string][] = [
    ['the first in the order of the row', fields, { b: 'x' }, '2231'],
    ['whatever stands behind it', fields, { a: 1, b: 'x' }, '400 text a'],
    ['a number', fields, { a: 'x', b: 1e300, c: [] }, '400 number b'],
    ['a list that is null', fields, { a: 'x', c: null }, '2231'],
    ['a list of something else', fields, { a: 'x', c: [1] }, '400 texts c'],
    ['what cannot be stored', fields, { a: 'x\0', c: [] }, '400 unstorable a'],
    ['what cannot be stored in a list', fields, { a: 'x', c: ['\ud800'] }, '400 unstorable c'],
    ['a flag', { a: flag('') }, { a: 'true' }, '400 flag a'],
    ['under the name that was sent', { a: text('', { also: ['b'] }) }, { b: 1 }, '400 text b'],
    ['a choice', { a: choice(['x'], '') }, { a: 'y' }, '400 choice a'],
    ['no object', { a: object('', {}) }, { a: [] }, '400 object a'],
    ['no list of objects', { a: objects('', {}) }, { a: {} }, '400 objects a'],
    ['an item that is no object', { a: objects('', {}) }, { a: [1] }, '400 object a'],
    ['a field in an item', { a: objects('', { b: text('') }) }, { a: [{ b: 1 }] }, '400 text b'],
    ['a form of its own', { a: like(Type.Array(Type.Integer()), '[1]', '') }, { a: null }, '400 like a'],
  ]
  for (const [what, taken, sent, refusal] of refusals)
    test(`${what}: ${refusal}`, () => assert.equal(read(taken, sent), refusal))
})

test('what nobody knows is found with what it stands in, and null says nothing', () => {
  const taken = shape({
    a: object('', { b: objects('', { c: text('') }) }),
    d: strictObject('', {}),
    e: texts('', { also: ['f'] }),
  })
  const find = (sent: Fields) => unknownIn(taken, sent)
  assert.equal(find({ x: null, a: { b: [{ c: 'x', y: 1 }] } }), 'a.b.y')
  assert.equal(find({ d: { z: null } }), 'd.z')
  assert.equal(find({ e: [], f: [] }), 'f')
  assert.equal(find({ a: {}, d: {}, f: [] }), undefined)
})
