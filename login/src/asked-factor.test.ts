import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedFactor, masked } from './asked-factor.ts'

test('what the server asks for is read, and what this page cannot show is left out', () => {
  const applicationMfa = [{ mfaPolicy: 'FACE' }, { mfaPolicy: 'OTP' }, null, { mfaPolicy: 'EMAIL' }]
  assert.deepEqual(askedFactor({ mfaToken: 't', applicationMfa, enrolled: true, phone: '', email: 'a@b.c' }), {
    mfaToken: 't',
    factors: ['OTP', 'EMAIL'],
    enrolled: true,
    phone: null,
    email: 'a@b.c',
  })
  for (const data of [null, {}, { mfaToken: 1, applicationMfa: [] }, { mfaToken: 't' }])
    assert.equal(askedFactor(data), null)
})

test('an address is shown in part', () => {
  assert.equal(masked('lin@example.com'), 'l•••@example.com')
  assert.equal(masked('13812345678'), '••••5678')
})
