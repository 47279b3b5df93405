import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classesIn, grade, shortfall } from './password.ts'

test('the four classes are told apart, and letters of no case count with the symbols', () => {
  assert.equal(classesIn(''), 0)
  assert.equal(classesIn('abc'), 1)
  assert.equal(classesIn('aB1!'), 4)
  assert.equal(classesIn('éÉ'), 2)
  assert.equal(classesIn('门神'), 1)
})

test('each strength asks for what it says and no more', () => {
  const rule = (strength: 0 | 1 | 2 | 3) => ({ strength, minLength: 6 })
  for (const strength of [0, 1, 2, 3] as const) assert.equal(shortfall('', rule(strength)), 'empty')
  assert.equal(shortfall('a', rule(0)), null)
  assert.equal(shortfall('abcde', rule(1)), 'short')
  assert.equal(shortfall('abcdef', rule(1)), null)
  assert.equal(shortfall('abcdef', rule(2)), 'two-classes')
  assert.equal(shortfall('abcde1', rule(2)), null)
  assert.equal(shortfall('abcde1', rule(3)), 'three-classes')
  assert.equal(shortfall('abcdE1', rule(3)), null)
})

test('length is counted in characters, not in UTF-16 units', () => {
  assert.equal(shortfall('🐉🐉🐉', { strength: 1, minLength: 6 }), 'short')
  assert.equal(shortfall('🐉🐉🐉🐉🐉🐉', { strength: 1, minLength: 6 }), null)
})

test('the meter never calls strong what the rule refuses, and does not fall for repetition', () => {
  const rule = { strength: 1, minLength: 6 } as const
  assert.equal(grade('', rule), 0)
  assert.equal(grade('aB1!', rule), 1)
  assert.equal(grade('aaaaaaaaaaaaaaaaaaaaaaaa', rule), 1)
  assert.equal(grade('correct horse battery staple', rule), 4)
  assert.ok(grade('abcdef12', rule) < grade('abcdef12GH!?xyz', rule))
})
