import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultPoolSettings } from '#domain/tenancy/pool/user-pool.ts'
import { chanceOfGuessing, codeRules } from './code-rules.ts'
import { purposesFor } from './purpose.ts'

test('whatever a pool sets, a code is guessed in an hour with a chance below one in ten thousand', () => {
  for (const verifyCodeLength of [0, 4, 6, 8, 100, Number.NaN])
    for (const verifyCodeMaxAttempts of [0, 1, 3, 5, 10, 1000])
      for (const verifyCodeLifetime of [1, 300, 86_400]) {
        const settings = { ...defaultPoolSettings, verifyCodeLength, verifyCodeMaxAttempts, verifyCodeLifetime }
        const rules = codeRules(settings)
        assert.ok(rules.perAddressPerHour >= 1, JSON.stringify(rules))
        assert.ok(rules.lifetimeSeconds <= 3600)
        assert.ok(chanceOfGuessing(rules) < 1 / 10_000, JSON.stringify(rules))
      }
})

test('the usual settings leave ten codes an hour', () => {
  const rules = codeRules(defaultPoolSettings)
  assert.equal(rules.perAddressPerHour, 10)
  assert.equal(rules.length, 6)
})

test('a code without a purpose never stands for a second factor', () => {
  assert.deepEqual(purposesFor('mfa', defaultPoolSettings), ['mfa'])
  assert.deepEqual(purposesFor('login', defaultPoolSettings), ['login', 'any'])
})
