import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smtpFailure } from './smtp-failure.ts'

const kindOf = (error: object) => {
  const { kind, permanent } = smtpFailure(Object.assign(new Error('m'), error), [])
  return permanent ? `${kind} for good` : kind
}

// What a real server on loopback cannot be made to do; the rest is in smtp.test.ts.
test('errors of the network that need a network', () => {
  assert.equal(kindOf({ code: 'EDNS', originalCode: 'ENOTFOUND' }), 'unreachable')
  assert.equal(kindOf({ code: 'ESOCKET', originalCode: 'EHOSTUNREACH' }), 'unreachable')
  assert.equal(kindOf({ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }), 'tls')
  assert.equal(kindOf({ code: 'EAUTH' }), 'unreachable for good')
  assert.equal(kindOf({ code: 'EAUTH', responseCode: 454 }), 'refused')
  assert.equal(kindOf({ code: 'ETLS', responseCode: 502 }), 'tls')
  assert.equal(kindOf({}), 'unknown')
})

test('what a server says is kept for the log, on one line, without what it should not know', () => {
  const secret = 'p4ss'
  const echo = `535 no\r\nuser=${secret} auth=${Buffer.from(secret).toString('base64')} ${'x'.repeat(2_000)}`
  const { message } = smtpFailure(new Error(echo), [secret, ''])
  assert.match(message, /^535 no user=\*\*\* auth=\*\*\* x+$/)
  assert.equal(message.length, 500)
})
