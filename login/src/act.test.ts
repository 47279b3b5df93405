import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readResult } from './act.ts'

const read = (envelope: unknown) => readResult(envelope, 'https://id.example')

test('success carries the address to go to, and never a script', () => {
  assert.deepEqual(read({ code: 200, message: '', data: { location: '/oidc/x' } }), {
    kind: 'go',
    location: '/oidc/x',
  })
  assert.deepEqual(read({ code: 200, data: { location: 'myapp://back' } }), {
    kind: 'go',
    location: 'myapp://back',
  })
  assert.deepEqual(read({ code: 200, data: { location: ' JavaScript:alert(1)' } }), { kind: 'garbled' })
  assert.deepEqual(read({ code: 200, data: null }), { kind: 'garbled' })
})

test('what leads nowhere lets the page go on', () => {
  assert.deepEqual(read({ code: 200, data: { done: true } }), { kind: 'done', data: { done: true } })
  assert.deepEqual(read({ code: 200, data: { done: 'true' } }), { kind: 'garbled' })
})

test('a picture is shown from here and from nowhere else', () => {
  const pictureOf = (code: number, url: unknown) => {
    const result = read({ code, message: 'no', data: { url } })
    return result.kind === 'refused' && { field: result.field, captcha: result.captcha }
  }
  const ours = 'https://id.example/api/v2/security/captcha?app_id=1'
  assert.deepEqual(pictureOf(2000, ours), { field: null, captcha: '/api/v2/security/captcha?app_id=1' })
  assert.deepEqual(pictureOf(2001, ours), { field: 'captchaCode', captcha: '/api/v2/security/captcha?app_id=1' })
  for (const url of ['https://elsewhere.example/x', '//elsewhere.example/x', 'javascript:alert(1)', 7, null])
    assert.deepEqual(pictureOf(2000, url), { field: null, captcha: null })
})

test('a refusal stands on the field that it is about', () => {
  const fieldOf = (code: number) => {
    const result = read({ code, message: 'no' })
    return result.kind === 'refused' ? result.field : result.kind
  }
  for (const code of [2003, 2004, 2026, 2028, 2034, 2080, 2204]) assert.equal(fieldOf(code), 'account')
  for (const code of [2006, 2029, 2032]) assert.equal(fieldOf(code), 'password')
  for (const code of [2001, 2300]) assert.equal(fieldOf(code), 'code')
  assert.equal(fieldOf(1000), null)
  assert.equal(fieldOf(410), 'expired')
})

test('whatever is not the promised envelope is garbled', () => {
  for (const answer of [null, undefined, 'x', 7, [], {}, { code: '2004', message: 'no' }, { code: 2004 }]) {
    assert.deepEqual(read(answer), { kind: 'garbled' })
  }
})

test('a password that must be replaced comes with the token for it, or is a refusal like any other', () => {
  const data = { token: 't', userId: 'u', passwordStrength: 1 }
  assert.deepEqual(read({ code: 1639, message: 'first', data }), {
    kind: 'renewal',
    renewal: { why: 'first', token: 't' },
  })
  assert.deepEqual(read({ code: 2058, message: 'due', data }), { kind: 'renewal', renewal: { why: 'due', token: 't' } })
  assert.equal(read({ code: 2058, message: 'due', data: null }).kind, 'refused')
})
