import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf } from './address.ts'
import { digitsOf } from './digits.ts'

test('an address is of a kind that gets codes here, or of none', () => {
  assert.equal(kindOf('lin@example.com', ['email', 'phone']), 'email')
  assert.equal(kindOf('lin@example.com', ['phone']), null)
  for (const phone of ['13800001111', '+44 20 7946 0000', '(010) 1234-5678'])
    assert.equal(kindOf(phone, ['email', 'phone']), 'phone', phone)
  assert.equal(kindOf('13800001111', ['email']), null)
  for (const text of ['', 'lin', 'lin@example', '12', 'a b@c.d'])
    assert.equal(kindOf(text, ['email', 'phone']), null, text)
})

test('a code is its digits, however it was typed', () => {
  for (const typed of ['123456', ' 123 456 ', '123-456', '１２３４５６', '123456789', 'code: 123456.'])
    assert.equal(digitsOf(typed, 6), '123456', typed)
  assert.equal(digitsOf('12a', 6), '12')
})
