import assert from 'node:assert/strict'
import { test } from 'node:test'
import { securityLevelOf } from './security-level.ts'

test('a password is low, middle or high by its length and kinds of characters', () => {
  const levels = Object.entries({
    short1: 1,
    onlylower: 1,
    'Passw0rd-x': 2,
    twelveletter: 2,
    'Tr0ub4dor&33': 3,
    'correct horse battery': 3,
  })
  for (const [password, level] of levels) assert.equal(securityLevelOf(password), level, password)
})

test('what everybody tries first is low, and so is a name of the account', () => {
  assert.equal(securityLevelOf('password123'), 1)
  assert.equal(securityLevelOf('lin.wei@example.com', ['lin.wei@example.com']), 1)
})
