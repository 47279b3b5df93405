import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readResult } from './act.ts'

test('success carries the address to go to, and never a script', () => {
  assert.deepEqual(readResult({ code: 200, message: '', data: { location: '/oidc/x' } }), {
    kind: 'go',
    location: '/oidc/x',
  })
  assert.deepEqual(readResult({ code: 200, data: { location: 'myapp://back' } }), {
    kind: 'go',
    location: 'myapp://back',
  })
  assert.deepEqual(readResult({ code: 200, data: { location: ' JavaScript:alert(1)' } }), { kind: 'garbled' })
  assert.deepEqual(readResult({ code: 200, data: null }), { kind: 'garbled' })
})

test('a refusal stands on the field that it is about', () => {
  const fieldOf = (code: number) => {
    const result = readResult({ code, message: 'no' })
    return result.kind === 'refused' ? result.field : result.kind
  }
  for (const code of [2003, 2004, 2026, 2034]) assert.equal(fieldOf(code), 'account')
  for (const code of [2006, 2029, 2032]) assert.equal(fieldOf(code), 'password')
  assert.equal(fieldOf(1000), null)
  assert.equal(fieldOf(410), 'expired')
})

test('whatever is not the promised envelope is garbled', () => {
  for (const answer of [null, undefined, 'x', 7, [], {}, { code: '2004', message: 'no' }, { code: 2004 }]) {
    assert.deepEqual(readResult(answer), { kind: 'garbled' })
  }
})
