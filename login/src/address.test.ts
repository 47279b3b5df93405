import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inFull, kindOf, namesRegion } from './address.ts'
import { digitsOf } from './digits.ts'

test('an address is of a kind that gets codes here, or of none', () => {
  assert.equal(kindOf('lin@example.com', ['email', 'phone']), 'email')
  assert.equal(kindOf('lin@example.com', ['phone']), null)
  for (const phone of ['13800001111', '+44 20 7946 0000', '(010) 1234-5678', '\u202a＋８６138.0000.1111\u202c'])
    assert.equal(kindOf(phone, ['email', 'phone']), 'phone', phone)
  assert.equal(kindOf('13800001111', ['email']), null)
  for (const text of ['', 'lin', 'lin@example', '12', 'a b@c.d'])
    assert.equal(kindOf(text, ['email', 'phone']), null, text)
})

test('a phone number is shown as it is dialled from anywhere, and one that names its country is left alone', () => {
  for (const text of ['+1 415', '＋８６138', '\u202a+86 138', '0044 20', '(+86)138']) assert.ok(namesRegion(text), text)
  for (const text of ['415 555 0123', '86138', '013', '']) assert.ok(!namesRegion(text), text)
  assert.equal(inFull(' 415-555-0123 ', '1'), '+1 415-555-0123')
  assert.equal(inFull('１３８００００１１１１', '86'), '+86 13800001111')
  assert.equal(inFull('8613800001111', '86'), '+8613800001111')
})

test('a code is its digits, however it was typed', () => {
  for (const typed of ['123456', ' 123 456 ', '123-456', '１２３４５６', '123456789', 'code: 123456.'])
    assert.equal(digitsOf(typed, 6), '123456', typed)
  assert.equal(digitsOf('12a', 6), '12')
})
