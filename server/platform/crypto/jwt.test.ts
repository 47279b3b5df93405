import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseJwt, signWithSecret } from './jwt.ts'

test('a token can be written in one way only', () => {
  const token = signWithSecret({ sub: 'a', n: 12 }, 'secret')
  assert.ok(parseJwt(token))
  const [head = '', body = '', mark = ''] = token.split('.')
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(mark.at(-1) ?? '')
  // 32 bytes leave two bits of the last letter unused.
  for (const unused of [1, 2, 3]) assert.equal(parseJwt(token.slice(0, -1) + alphabet[last + unused]), null)
  for (const odd of ['=', '==', ',', '!', ' ', '\n', '+', '/', '%3D', '\u0000', '.'])
    for (const text of [`${head}${odd}.${body}.${mark}`, `${head}.${body}${odd}.${mark}`, token + odd, odd + token])
      assert.equal(parseJwt(text), null, JSON.stringify(text))
  assert.equal(parseJwt(token.replaceAll('-', '+').replaceAll('_', '/')) === null, /[-_]/.test(token))
})
