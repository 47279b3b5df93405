import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { leadingZeroBits, solveProofOfWork } from './proof-of-work.ts'

/** Zero bits as the definition has them, one character each. */
function zeroBits(text: string): number {
  const bits = createHash('sha256')
    .update(text)
    .digest()
    .reduce((all, byte) => all + byte.toString(2).padStart(8, '0'), '')
  return /^0*/.exec(bits)?.[0].length ?? 0
}

test('the solver hashes as SHA-256 does, for every length of text that fits', () => {
  for (let length = 0; length <= 55; length++)
    for (let turn = 0; turn < 40; turn++) {
      const text = createHash('sha512').update(`${length} ${turn}`).digest('base64url').slice(0, length)
      assert.equal(leadingZeroBits(text), zeroBits(text), text)
    }
})

test('the solver finds a nonce, and lets the page go on meanwhile', async () => {
  let pauses = 0
  const nonce = await solveProofOfWork('an-identifier-of-sorts.1.12.signature', async () => void pauses++, 10)
  assert.ok(zeroBits(`an-identifier-of-sorts.${nonce}`) >= 12)
  assert.equal(pauses, Math.floor(Number(nonce) / 10))
})
