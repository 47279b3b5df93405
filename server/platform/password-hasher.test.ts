import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPasswordHasher } from './password-hasher.ts'

const real = createPasswordHasher()
const cheap = createPasswordHasher(undefined, { memoryCost: 64, timeCost: 1 })
const dear = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/

test('what nobody asked to be cheap is as dear as it has to be, for nobody as well', async () => {
  const hash = await real.hash('correct horse')
  assert.match(hash, dear)
  assert.match(real.dummy, dear)
  assert.equal(await real.matches('correct horse', hash), true)
  assert.equal(await real.matches('wrong horse', hash), false)
  assert.equal(await real.matches('', real.dummy), false)
})

test('a hash is current with no less work than one of today', async () => {
  const [ofReal, ofCheap] = [await real.hash('correct horse'), await cheap.hash('correct horse')]
  assert.deepEqual([real.isCurrent(ofReal), real.isCurrent(ofCheap)], [true, false])
  assert.deepEqual([cheap.isCurrent(ofReal), cheap.isCurrent(ofCheap)], [true, true])
  for (const other of ['m=19455,t=2,p=1', 'm=19456,t=1,p=1', 'm=19456,t=2,p=2'])
    assert.equal(real.isCurrent(ofReal.replace('m=19456,t=2,p=1', other)), false, other)
  assert.equal(real.isCurrent(ofReal.replace('argon2id', 'argon2i')), false)
})
