import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

// RFC 6238, appendix B (SHA-1), the last six of its eight digits, with the key of twenty bytes in base32.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
]
const at = (seconds: number) => new Date(seconds * 1000)

test('codes are those of the RFC, one step early or late, and no further', () => {
  for (const [seconds, code] of vectors) {
    const step = Math.floor(seconds / 30)
    for (const drift of [-30, 0, 30]) assert.equal(totpStep(secret, code, at(seconds + drift), null), step)
    for (const drift of [-90, 90]) assert.equal(totpStep(secret, code, at(seconds + drift), null), null)
  }
})

test('a step that was used, or an older one, counts no more', () => {
  const step = Math.floor(59 / 30)
  assert.equal(totpStep(secret, '287082', at(59), step - 1), step)
  assert.equal(totpStep(secret, '287082', at(59), step), null)
  assert.equal(totpStep(secret, '287082', at(59), step + 1), null)
})

test('spaces and the full-width digits of a Chinese keyboard do not matter; anything else is no code', () => {
  for (const code of ['287 082', ' 287082 ', '２８７０８２'])
    assert.notEqual(totpStep(secret, code, at(59), null), null)
  for (const code of ['', '28708', '2870821', '28708a', '-87082'])
    assert.equal(totpStep(secret, code, at(59), null), null)
})

test('secrets are read as people copy them, and one that is not base32 byte by byte', () => {
  const typed = secret.toLowerCase().replace(/(.{4})/g, '$1 ')
  assert.notEqual(totpStep(typed, '287082', at(59), null), null)
  assert.notEqual(totpStep('12345678901234567890', '287082', at(59), null), null)
})

test('a new secret has 160 bits, and the address for the app names who it is for', () => {
  const made = newTotpSecret()
  assert.match(made, /^[A-Z2-7]{32}$/)
  assert.notEqual(made, newTotpSecret())
  const uri = new URL(totpUri(made, { issuer: 'Shop & Co', label: 'lin@example.com' }))
  assert.equal(uri.searchParams.get('secret'), made)
  assert.equal(uri.searchParams.get('issuer'), 'Shop & Co')
})

test('issuer and name of the address for the app hold no colon, of which there is one', () => {
  for (const issuer of ['Acme: R&D', 'Acme\uff1aR&D', ':Acme :R&D:']) {
    const uri = totpUri(newTotpSecret(), { issuer, label: 'a:b@example.com' })
    const label = decodeURIComponent(/^otpauth:\/\/totp\/([^?]*)/.exec(uri)?.[1] ?? '')
    assert.equal(label, 'Acme R&D:a b@example.com')
    assert.equal(new URL(uri).searchParams.get('issuer'), 'Acme R&D')
  }
})
